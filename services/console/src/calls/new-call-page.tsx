import { Stack, Text, Title } from '@mantine/core';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { callRecords, obstacleRecords } from '../api/coaching-records.ts';
import { useComingCalls } from '../api/use-coming-calls.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { useDealNames } from '../names/use-deal-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { formatMoment } from '@stepup/wording/dates';
import { CallPlanForm } from './call-plan-form.tsx';
import { lastNextStep } from './last-next-step.ts';

/** Begins the card of a coming call: the call, its deal and its time are known, three lines are written. */
export function NewCallPage() {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const timeZone = useTimeZone();
  const reader = useCurrentSession().data;
  const learnerId = reader?.person_id ?? null;
  const activityId = parameters.get('activity');
  const planId = parameters.get('plan');
  const coming = useComingCalls(learnerId);
  const dealName = useDealNames(learnerId);
  const cards = callRecords.useList(learnerId === null ? null : { learner: learnerId });
  const obstacles = obstacleRecords.useList(planId === null ? null : { plan: planId, state: 'worked_on' });
  const open = callRecords.useOpen();
  const failed = [coming, cards].find(({ isError }) => isError);
  if (failed !== undefined) return <FailureNotice error={failed.error} retry={failed.refetch} />;
  if (coming.isPending || cards.isPending || learnerId === null) return <LoadingPage />;
  const known = cards.data?.find(({ activity_id }) => activity_id === activityId);
  // Not while one is being opened here: what follows the opening would be cut off.
  if (known !== undefined && !open.isPending)
    return <Navigate to={`/calls/${encodeURIComponent(known.id)}`} replace />;
  const activity = coming.data?.find(({ activity_id }) => activity_id === activityId);
  if (activity === undefined) {
    return (
      <EmptyNotice title="This call is no longer ahead of you">
        <Text c="dimmed">
          It has begun, was moved, or is not yours. <Link to="/my-work">See your calls.</Link>
        </Text>
      </EmptyNotice>
    );
  }
  const obstacle = obstacles.data?.[0];
  const ofPlan = (cards.data ?? []).filter(({ plan_id }) => planId !== null && plan_id === planId);
  return (
    <Stack gap="md" maw={680} mx="auto">
      <div>
        <Title order={1} size="h2">
          {activity.kind === 'meeting' ? 'Meeting' : 'Call'}
          {activity.deal_id === null ? '' : ` on ${dealName(activity.deal_id)}`}
        </Title>
        <Text c="dimmed" size="sm">
          {formatMoment(activity.starts_at, timeZone)}
        </Text>
        {obstacle !== undefined && (
          <Text size="sm" mt={4}>
            Working on: {obstacle.texts.at(-1)?.text}
          </Text>
        )}
      </div>
      <PageSection title="Before the call">
        <CallPlanForm
          place={`call.${activity.activity_id}`}
          suggestion={lastNextStep(ofPlan)}
          button="Keep it"
          isBusy={open.isPending}
          send={(plan, onDone) =>
            open.mutate(
              {
                opening: {
                  learner_id: learnerId,
                  activity_id: activity.activity_id,
                  ...(planId === null ? {} : { plan_id: planId }),
                  ...(obstacle === undefined ? {} : { obstacle_id: obstacle.id }),
                },
                moves: [plan],
              },
              {
                onSuccess: ({ id }) => {
                  onDone();
                  void navigate(`/calls/${encodeURIComponent(id)}`, { replace: true });
                },
              },
            )
          }
        />
        <Text size="xs" c="dimmed">
          What you expect is locked when the call starts. A miss never counts against you.
        </Text>
      </PageSection>
      <Refusal error={open.error} />
    </Stack>
  );
}
