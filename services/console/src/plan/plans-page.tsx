import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayCoach } from '../api/use-may-coach.ts';
import { usePlans } from '../api/use-plans.ts';
import { useSkills } from '../api/use-skills.ts';
import { useNames } from '../names/use-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { formatMonth } from '@stepup/wording/dates';
import { nextStepOf } from './next-step-of.ts';
import { partiesOf } from './parties-of.ts';
import { planStates } from './plan-states.ts';
import { skillName } from './skill-name.ts';

/** The plans that this person is part of or may see, the newest first. */
export function PlansPage() {
  const plans = usePlans();
  const names = useNames();
  const skills = useSkills().data ?? [];
  const session = useCurrentSession();
  const mayCoach = useMayCoach();
  if (session.isSuccess && !mayCoach) {
    return (
      <EmptyNotice title="Plans are between a person and their coach">Nobody else reads them.</EmptyNotice>
    );
  }
  if (plans.isError) return <FailureNotice error={plans.error} retry={plans.refetch} />;
  if (plans.isPending) return <LoadingPage />;
  const items = [...(plans.data?.items ?? [])].sort((one, other) =>
    one.updated_at < other.updated_at ? 1 : -1,
  );
  return (
    <Stack gap="md">
      <Title order={1} size="h2">
        Plans
      </Title>
      {items.length === 0 && (
        <EmptyNotice title="No plan yet">
          <Text c="dimmed">
            A plan starts from a gap: <Link to="/gaps">see the gaps</Link>.
          </Text>
        </EmptyNotice>
      )}
      {items.map((plan) => (
        <Card
          key={plan.id}
          withBorder
          component={Link}
          to={`/plans/${encodeURIComponent(plan.id)}`}
          c="inherit"
        >
          <Group justify="space-between" wrap="nowrap">
            <div>
              <Text fw={600}>
                {names.subject(plan.rep_id).isSelf ? 'Your plan' : names.person(plan.rep_id)}
              </Text>
              <Text size="sm" c="dimmed">
                {skillName(plan.skill.at(-1)?.value ?? null, skills)} · {formatMonth(plan.month)}
              </Text>
              <Text size="sm">{nextStepOf(plan, partiesOf(plan, names))}</Text>
            </div>
            <Badge color={planStates[plan.state].colour} variant="light">
              {planStates[plan.state].label}
            </Badge>
          </Group>
        </Card>
      ))}
    </Stack>
  );
}
