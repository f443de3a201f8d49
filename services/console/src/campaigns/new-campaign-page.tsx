import { Button, Card, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { addDays, localDayOf } from '@stepup/wording/dates';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { campaignRecords } from '../api/coaching-records.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { usePeople } from '../api/use-people.ts';
import { usePipelines } from '../api/use-pipelines.ts';
import { useSkills } from '../api/use-skills.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { keyOfStep } from '../gaps/steps-in-order.ts';
import { useNames } from '../names/use-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { skillChoices } from '../plan/skill-choices.ts';
import { mayLeadCampaigns } from './may-lead-campaigns.ts';
import { salespeopleBelow } from './people-below.ts';
import { PeopleChoice } from './people-choice.tsx';

const daysAhead = 7;

/** A step, a skill, who takes part, when it starts. Whether by lot or all together is decided on the next page, where the days stand. */
export function NewCampaignPage() {
  const navigate = useNavigate();
  const session = useCurrentSession();
  const people = usePeople();
  const pipelines = usePipelines();
  const skills = useSkills();
  const names = useNames();
  const timeZone = useTimeZone();
  const open = campaignRecords.useOpen();
  const today = localDayOf(Date.now(), timeZone);
  const [stepKey, setStepKey] = useState<string | null>(null);
  const [skillId, setSkillId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [startsOn, setStartsOn] = useState(addDays(today, daysAhead));
  const [typedTitle, setTitle] = useState<string | null>(null);
  const failed = [people, pipelines, skills].find(({ isError }) => isError);
  if (failed !== undefined) return <FailureNotice error={failed.error} retry={failed.refetch} />;
  if (
    session.data === undefined ||
    people.data === undefined ||
    pipelines.data === undefined ||
    skills.data === undefined
  )
    return <LoadingPage />;
  const { role, person_id: readerId } = session.data;
  if (!mayLeadCampaigns(role) || readerId === null) {
    return (
      <EmptyNotice title="Campaigns are planned by those who lead">
        When you are in one, it stands under Campaigns with the day on which you start.
      </EmptyNotice>
    );
  }
  const steps = pipelines.data.flatMap(({ pipeline_id, stages }) =>
    stages.filter(({ outcome }) => outcome === null).map(({ stage_id }) => ({ pipeline_id, stage_id })),
  );
  const step = steps.find((one) => keyOfStep(one) === stepKey) ?? null;
  const skill = skills.data.find(({ id }) => id === skillId);
  const title =
    typedTitle ??
    (step === null || skill === undefined
      ? ''
      : `${skill.name}: ${names.step(step.pipeline_id, step.stage_id)}`);
  const isComplete =
    step !== null && skillId !== null && chosen.length >= 2 && title.trim() !== '' && startsOn !== '';
  return (
    <Stack gap="md" maw={680} mx="auto">
      <div>
        <Title order={1} size="h2">
          Plan a campaign
        </Title>
        <Text c="dimmed" size="sm">
          Nothing starts yet: on the next page you say whether half of them start by lot, or all together.
        </Text>
      </div>
      <Card withBorder>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (step === null || skillId === null) return;
            open.mutate(
              {
                opening: {
                  ...step,
                  title: title.trim(),
                  skill_id: skillId,
                  people: chosen,
                  starts_on: startsOn,
                },
              },
              { onSuccess: ({ id }) => void navigate(`/campaigns/${encodeURIComponent(id)}`) },
            );
          }}
        >
          <Stack>
            <Select
              label="Which step?"
              description="Where more of their deals should move on"
              placeholder="Choose one"
              data={steps.map((one) => ({
                value: keyOfStep(one),
                label: names.step(one.pipeline_id, one.stage_id),
              }))}
              value={stepKey}
              onChange={setStepKey}
              allowDeselect={false}
              required
            />
            <Select
              label="Which skill?"
              placeholder="Choose one"
              data={skillChoices(skills.data, step)}
              value={skillId}
              onChange={setSkillId}
              allowDeselect={false}
              searchable
              required
            />
            <PeopleChoice
              people={salespeopleBelow(people.data, readerId)}
              step={step}
              chosen={chosen}
              choose={setChosen}
            />
            <TextInput
              type="date"
              label="When does it start?"
              min={today}
              value={startsOn}
              onChange={(event) => setStartsOn(event.currentTarget.value)}
              required
            />
            <TextInput
              label="What is it called?"
              description="Everybody who takes part reads it"
              value={title}
              maxLength={500}
              onChange={(event) => setTitle(event.currentTarget.value)}
              required
            />
            <Button type="submit" disabled={!isComplete} loading={open.isPending}>
              Go on: who starts when
            </Button>
            {open.isError && <FailureNotice error={open.error} />}
          </Stack>
        </form>
      </Card>
    </Stack>
  );
}
