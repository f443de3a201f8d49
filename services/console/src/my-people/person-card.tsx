import { Anchor, Badge, Button, Card, Group, Text, Title } from '@mantine/core';
import type { Diagnosis } from '@stepup/contracts';
import { Link } from 'react-router';
import { formatQuery } from '../api/api-client.ts';
import { useSkills } from '../api/use-skills.ts';
import { Fact } from '../notices/fact.tsx';
import { useNames } from '../names/use-names.ts';
import { nextStepOf } from '../plan/next-step-of.ts';
import { partiesOf } from '../plan/parties-of.ts';
import { planStates } from '../plan/plan-states.ts';
import { skillName } from '../plan/skill-name.ts';
import { formatLocalDay } from '@stepup/wording/dates';
import type { ReportState } from './describe-report.ts';

/** One report: the plan, what is due, how long the last talk is ago, and the two things to do. */
export function PersonCard({
  state,
  gap,
}: {
  state: ReportState;
  /** A flagged gap that nobody has looked at yet. */
  gap: Diagnosis | null;
}) {
  const names = useNames();
  const skills = useSkills().data ?? [];
  const { plan, review, personId, name } = state;
  const address = plan === null ? null : `/plans/${encodeURIComponent(plan.id)}`;
  return (
    <Card withBorder padding="md" component="article">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} size="h4">
            {name}
          </Title>
          <Text size="sm" fw={550}>
            {plan === null || address === null ? (
              'No plan yet'
            ) : (
              <Anchor component={Link} to={address} inherit>
                {skillName(plan.skill.at(-1)?.value ?? null, skills)}
              </Anchor>
            )}
          </Text>
        </div>
        {plan === null ? (
          <Badge color="orange" variant="light">
            No plan
          </Badge>
        ) : (
          <Badge color={planStates[plan.state].colour} variant="light">
            {planStates[plan.state].label}
          </Badge>
        )}
      </Group>
      <div style={{ marginTop: 8 }}>
        {plan !== null && <Fact name="Next">{nextStepOf(plan, partiesOf(plan, names))}</Fact>}
        {review !== null && (
          <Fact name="Review">
            <Text span inherit c={review.isOverdue ? 'orange' : 'inherit'}>
              {formatLocalDay(review.dueOn)}
              {review.isOverdue && ', overdue'}
            </Text>
          </Fact>
        )}
        {state.debriefsMissing > 0 && (
          <Fact name="Debriefs">
            <Text span inherit c="orange">
              {state.debriefsMissing} missing for more than a day
            </Text>
          </Fact>
        )}
        {plan === null && gap !== null && (
          <Fact name="Flagged">{names.step(gap.pipeline_id, gap.stage_id)}</Fact>
        )}
        <Fact name="Sessions">
          {sessionsWords(state)}
          {state.dropped > 0 && `, ${state.dropped} dropped`}
        </Fact>
      </div>
      <Group gap="xs" mt="sm">
        {plan === null && (
          <Button
            size="compact-md"
            component={Link}
            to={`/plans/new${formatQuery(gap === null ? { rep: personId } : { diagnosis: gap.id })}`}
            aria-label={`Start a plan with ${name}`}
          >
            Start a plan
          </Button>
        )}
        {state.openSessionId === null ? (
          <Button
            size="compact-md"
            variant={plan === null ? 'default' : 'light'}
            component={Link}
            to={`/sessions/new${formatQuery({ learner: personId, plan: plan?.state === 'active' ? plan.id : null })}`}
            aria-label={`Coach ${name}`}
          >
            Coach
          </Button>
        ) : (
          <Button
            size="compact-md"
            variant="light"
            component={Link}
            to={`/sessions/${encodeURIComponent(state.openSessionId)}`}
            aria-label={`Go on with the session with ${name}`}
          >
            Go on with the session
          </Button>
        )}
      </Group>
    </Card>
  );
}

function sessionsWords({ daysSinceSession, held }: ReportState): string {
  if (daysSinceSession === null) return 'none yet';
  const last =
    daysSinceSession === 0 ? 'today' : daysSinceSession === 1 ? 'yesterday' : `${daysSinceSession} days ago`;
  return `last ${last}, ${held} in four weeks`;
}
