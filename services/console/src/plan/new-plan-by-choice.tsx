import { Alert, Anchor, Button, Card, Select, Stack, Text, Title } from '@mantine/core';
import type { PlanRequest, PlanTransition } from '@stepup/contracts';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useDiagnoses } from '../api/use-diagnoses.ts';
import { useLevers } from '../api/use-levers.ts';
import { useOpenPlan, usePlans } from '../api/use-plans.ts';
import { useSkills } from '../api/use-skills.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { ChoiceButtons } from '../forms/choice-buttons.tsx';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { formatMonth, localDayOf } from '@stepup/wording/dates';
import { currentPlanOf } from './current-plan.ts';
import { skillChoices } from './skill-choices.ts';
import { skillName } from './skill-name.ts';

type Basis = Exclude<PlanRequest['basis'], 'diagnosis'>;

const bases: readonly { value: Basis; label: string }[] = [
  { value: 'own_wish', label: 'Own wish' },
  { value: 'observation', label: 'Something seen' },
  { value: 'lever', label: 'Where it pays most' },
  { value: 'strategy', label: 'Where we are going' },
];

/** A plan for somebody whose numbers flag nothing, or who wants another skill: a skill and what it is based on. */
export function NewPlanByChoice({ repId }: { repId: string }) {
  const navigate = useNavigate();
  const names = useNames();
  const timeZone = useTimeZone();
  const plans = usePlans();
  const skills = useSkills();
  const findings = useDiagnoses().data?.items ?? [];
  const lever = useLevers(repId, true).data?.items[0] ?? null;
  const open = useOpenPlan();
  const [skillId, setSkillId] = useState<string | null>(null);
  const [basis, setBasis] = useState<Basis | null>(null);
  if (skills.isError) return <FailureNotice error={skills.error} retry={skills.refetch} />;
  if (skills.isPending || plans.isPending) return <LoadingPage />;
  const subject = names.subject(repId);
  const finding = findings.find(({ rep_id, review_state }) => rep_id === repId && review_state === 'open');
  const alive = currentPlanOf(plans.data?.items ?? [], repId);
  const month = localDayOf(Date.now(), timeZone).slice(0, 7);
  return (
    <Stack gap="md" maw={640} mx="auto">
      <Title order={1} size="h2">
        Start a plan {subject.isSelf ? 'for yourself' : `with ${subject.name}`}
      </Title>
      {alive !== null && (
        <Alert color="blue" title="There is a plan already">
          <Anchor component={Link} to={`/plans/${encodeURIComponent(alive.id)}`}>
            {skillName(alive.skill.at(-1)?.value ?? null, skills.data)}, {formatMonth(alive.month)}
          </Anchor>
          : one skill at a time.
        </Alert>
      )}
      {finding !== undefined && (
        <Alert color="blue" title="A gap is flagged">
          {names.step(finding.pipeline_id, finding.stage_id)}.{' '}
          <Anchor component={Link} to={`/plans/new?diagnosis=${encodeURIComponent(finding.id)}`}>
            Start from it
          </Anchor>
          , or choose something else below.
        </Alert>
      )}
      <Card withBorder>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (skillId === null || basis === null) return;
            const [stage] = skills.data.find(({ id }) => id === skillId)?.stages ?? [];
            const prefill: PlanTransition[] = [
              { kind: 'choose_skill', skill_id: skillId },
              // The step whose rate is checked later is the one that the skill serves.
              ...(stage === undefined
                ? []
                : [
                    {
                      kind: 'set_outcome' as const,
                      outcome: { ...stage, baseline: null, proven_for: 'group' as const },
                    },
                  ]),
            ];
            open.mutate(
              { opening: { rep_id: repId, month, basis }, prefill },
              { onSuccess: ({ id }) => void navigate(`/plans/${encodeURIComponent(id)}`) },
            );
          }}
        >
          <Stack>
            <Select
              label="Which skill?"
              description={
                lever === null
                  ? 'One that would help in many deals'
                  : `A better rate would pay most at ${names.step(lever.pipeline_id, lever.stage_id)}`
              }
              placeholder="Choose one"
              data={skillChoices(skills.data, lever)}
              value={skillId}
              onChange={setSkillId}
              allowDeselect={false}
              searchable
              required
            />
            <ChoiceButtons label="Where does it come from?" choices={bases} value={basis} choose={setBasis} />
            <Text size="sm" c="dimmed">
              For {formatMonth(month)}. Both of you agree on it before it starts.
            </Text>
            <Button type="submit" disabled={skillId === null || basis === null} loading={open.isPending}>
              Open the plan
            </Button>
            {open.isError && <FailureNotice error={open.error} />}
          </Stack>
        </form>
      </Card>
    </Stack>
  );
}
