import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { Plan } from '@stepup/contracts';
import { Link } from 'react-router';
import { obstacleRecords, reviewRecords } from '../api/coaching-records.ts';
import type { CallRecord } from '../api/console-answers.ts';
import { useSkills } from '../api/use-skills.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { lastNextStep } from '../calls/last-next-step.ts';
import { Fact } from '../notices/fact.tsx';
import { useNames } from '../names/use-names.ts';
import { nextStepOf } from '../plan/next-step-of.ts';
import { partiesOf } from '../plan/parties-of.ts';
import { skillName } from '../plan/skill-name.ts';
import { targetSentence } from '../plan/target-sentence.ts';
import { formatLocalDay, formatMonth, localDayOf } from '@stepup/wording/dates';

/** The skill of the month with its target, the obstacle of now, the next experiment and the next review. */
export function FocusSection({
  plan,
  calls,
  learnerId,
}: {
  plan: Plan | null;
  calls: readonly CallRecord[];
  learnerId: string;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const skills = useSkills().data ?? [];
  const ofPlan = plan === null ? null : { plan: plan.id };
  const obstacle = obstacleRecords.useList(ofPlan).data?.find(({ state }) => state === 'worked_on');
  const review = reviewRecords.useList(ofPlan).data?.find(({ state }) => state === 'due');
  if (plan === null) {
    return (
      <PageSection title="What I work on">
        <Text>
          No plan yet. Choose one skill that would help you in many deals; your manager sees it then.
        </Text>
        <Group>
          <Button component={Link} to={`/plans/new?rep=${encodeURIComponent(learnerId)}`}>
            Propose one
          </Button>
          <Button component={Link} to="/gaps" variant="default">
            Look at my numbers
          </Button>
        </Group>
      </PageSection>
    );
  }
  const address = `/plans/${encodeURIComponent(plan.id)}`;
  const target = plan.behaviour_target.at(-1)?.value;
  const nextStep = lastNextStep(calls.filter(({ plan_id }) => plan_id === plan.id));
  const isLate = review !== undefined && review.due_on < localDayOf(Date.now(), timeZone);
  return (
    <PageSection
      title={`What I work on in ${formatMonth(plan.month).split(' ')[0] ?? ''}`}
      beside={
        <Anchor component={Link} to={address} size="sm" style={{ flexShrink: 0 }}>
          The plan
        </Anchor>
      }
    >
      <Text fz="xl" fw={650} lh={1.25}>
        {skillName(plan.skill.at(-1)?.value ?? null, skills)}
      </Text>
      <Stack gap={6}>
        {target !== undefined && <Fact name="Target">{targetSentence(target)}</Fact>}
        {plan.state !== 'active' && <Fact name="To do">{nextStepOf(plan, partiesOf(plan, names))}</Fact>}
        {obstacle !== undefined && <Fact name="In the way now">{obstacle.texts.at(-1)?.text}</Fact>}
        {nextStep !== null && <Fact name="Next experiment">{nextStep}</Fact>}
        {review !== undefined && (
          <Fact name="Next review">
            <Text span c={isLate ? 'orange' : 'inherit'} inherit>
              {formatLocalDay(review.due_on)} with {names.person(plan.coach_id)}
              {isLate ? ', overdue' : ''}
            </Text>
          </Fact>
        )}
        {plan.state === 'active' && obstacle === undefined && (
          <Fact name="In the way now">
            <Anchor component={Link} to={address} inherit>
              Name one obstacle to work on
            </Anchor>
          </Fact>
        )}
      </Stack>
    </PageSection>
  );
}
