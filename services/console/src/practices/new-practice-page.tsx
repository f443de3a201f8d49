import {
  Button,
  Card,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { type CoachingMeasureId, coachingMeasureIds, coachingMeasures } from '@stepup/contracts';
import { coachingMeasureWords } from '@stepup/wording/coaching-measure-words';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { practiceRecords } from '../api/coaching-records.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useSkills } from '../api/use-skills.ts';
import { useDraft } from '../forms/use-draft.ts';
import { Disclosure } from '../notices/disclosure.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { skillChoices } from '../plan/skill-choices.ts';

/** A card in four lines; by what it can be told that somebody works by it, for whoever wants that. */
export function NewPracticePage() {
  const navigate = useNavigate();
  const reader = useCurrentSession().data?.person_id ?? null;
  const skills = useSkills();
  const open = practiceRecords.useOpen();
  const [skillId, setSkillId] = useState<string | null>(null);
  const [title, setTitle] = useDraft('practice.title');
  const [when, setWhen] = useDraft('practice.when');
  const [how, setHow] = useDraft('practice.how');
  const [example, setExample] = useDraft('practice.example');
  const [indicator, setIndicator] = useState<CoachingMeasureId | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  if (skills.isError) return <FailureNotice error={skills.error} retry={skills.refetch} />;
  if (skills.isPending || reader === null) return <LoadingPage />;
  const texts = { title, when, how, example };
  const isComplete =
    skillId !== null &&
    Object.values(texts).every((text) => text.trim() !== '') &&
    (indicator === null) === (percent === null);
  const send = (): void => {
    if (skillId === null) return;
    const measure =
      indicator === null || percent === null
        ? {}
        : { measure: { indicator, value: toValue(indicator, percent) } };
    open.mutate(
      { opening: { skill_id: skillId, ...texts, ...measure }, moves: [{ kind: 'offer' }] },
      {
        onSuccess: () => {
          for (const empty of [setTitle, setWhen, setHow, setExample]) empty('');
          void navigate('/practices');
        },
      },
    );
  };
  return (
    <Stack gap="md" maw={640} mx="auto">
      <div>
        <Title order={1} size="h2">
          Write a practice down
        </Title>
        <Text c="dimmed" size="sm">
          So that somebody else could do it tomorrow. Everybody can read it then, under your name.
        </Text>
      </div>
      <Card withBorder>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isComplete) send();
          }}
        >
          <Stack>
            <TextInput
              label="What is it called?"
              value={title}
              maxLength={500}
              onChange={(event) => setTitle(event.currentTarget.value)}
              required
            />
            <Select
              label="Which skill does it help?"
              placeholder="Choose one"
              data={skillChoices(skills.data, null)}
              value={skillId}
              onChange={setSkillId}
              allowDeselect={false}
              searchable
              required
            />
            <Passage label="When do you do it?" value={when} change={setWhen} />
            <Passage label="How do you do it?" value={how} change={setHow} />
            <Passage label="One example" value={example} change={setExample} />
            <Disclosure question="Can it be counted who works by it?">
              <Group align="flex-end" grow>
                <Select
                  label="By which number"
                  placeholder="By who adopts it"
                  data={coachingMeasureIds.map((id) => ({
                    value: id,
                    label: coachingMeasureWords[id].title,
                  }))}
                  value={indicator}
                  onChange={(id) => setIndicator(coachingMeasureIds.find((one) => one === id) ?? null)}
                  clearable
                />
                <NumberInput
                  label="At least, in %"
                  min={1}
                  max={100}
                  allowDecimal={false}
                  value={percent ?? ''}
                  onChange={(value) => setPercent(typeof value === 'number' ? value : null)}
                />
              </Group>
              <Text size="xs" c="dimmed" mt={4}>
                Then everybody sees how far they are from it once it is the reference. It cannot be changed
                afterwards.
              </Text>
            </Disclosure>
            <Button type="submit" disabled={!isComplete} loading={open.isPending}>
              Offer it to all
            </Button>
            {open.isError && <FailureNotice error={open.error} />}
          </Stack>
        </form>
      </Card>
    </Stack>
  );
}

function Passage({ label, value, change }: { label: string; value: string; change: (text: string) => void }) {
  return (
    <Textarea
      label={label}
      value={value}
      maxLength={5000}
      autosize
      minRows={2}
      onChange={(event) => change(event.currentTarget.value)}
      required
    />
  );
}

/** What stands on the screen says more is better; the API takes the share as it is counted. */
function toValue(indicator: CoachingMeasureId, percent: number): number {
  return coachingMeasures[indicator].better === 'high' ? percent / 100 : 1 - percent / 100;
}
