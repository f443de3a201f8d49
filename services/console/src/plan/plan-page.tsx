import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useParams } from 'react-router';
import { useCurrentSession } from '../api/use-current-session.ts';
import { usePlan } from '../api/use-plans.ts';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { formatMonth } from '@stepup/wording/dates';
import { ExperimentsOfPlan } from '../storyboard/experiments-of-plan.tsx';
import { AgreementSection } from './agreement-section.tsx';
import { MeasuresSection } from './measures-section.tsx';
import { partiesOf } from './parties-of.ts';
import { planStates } from './plan-states.ts';
import { PlanProvider } from './plan-context.tsx';
import { ReasonSection } from './reason-section.tsx';
import { SkillSection } from './skill-section.tsx';
import { TargetSection } from './target-section.tsx';
import { UnderWaySection } from './under-way-section.tsx';
import { VerdictSection } from './verdict-section.tsx';
import { nextStepOf } from './next-step-of.ts';
import { sideOf } from './side-of.ts';

/** One plan on one page: which skill, why this one, what will we do, and whether both agree. */
export function PlanPage() {
  const { id } = useParams();
  const plan = usePlan(id ?? '');
  const session = useCurrentSession();
  const reader = session.data;
  const names = useNames();
  if (plan.isError) return <FailureNotice error={plan.error} retry={plan.refetch} />;
  if (session.isError) return <FailureNotice error={session.error} retry={session.refetch} />;
  if (plan.isPending || reader === undefined) return <LoadingPage />;
  const { data } = plan;
  const state = planStates[data.state];
  const hasBegun = data.state === 'active' || data.state === 'completed';
  return (
    <PlanProvider plan={data} side={sideOf(data, reader.person_id)}>
      <Stack gap="md" maw={680} mx="auto">
        <div>
          <Group justify="space-between" align="flex-start" wrap="nowrap">
            <Title order={1} size="h2">
              {names.subject(data.rep_id).isSelf ? 'Your plan' : `Plan of ${names.person(data.rep_id)}`}
            </Title>
            <Badge size="lg" color={state.colour} variant="light" style={{ flexShrink: 0 }}>
              {state.label}
            </Badge>
          </Group>
          <Text c="dimmed" size="sm">
            {formatMonth(data.month)} · coach: {names.person(data.coach_id)}
          </Text>
          <Text fw={550} mt={4} role="status">
            Next: {nextStepOf(data, partiesOf(data, names))}
          </Text>
        </div>
        {data.state === 'active' && <UnderWaySection />}
        {(hasBegun || data.state === 'abandoned') && <VerdictSection />}
        {hasBegun && <ExperimentsOfPlan />}
        <SkillSection />
        <ReasonSection />
        <MeasuresSection />
        <TargetSection />
        <AgreementSection />
      </Stack>
    </PlanProvider>
  );
}
