import { Stack, Text, Title } from '@mantine/core';
import { callRecords } from '../api/coaching-records.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayCoach } from '../api/use-may-coach.ts';
import { usePlans } from '../api/use-plans.ts';
import { waitsForDebrief } from '../calls/has-started.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { currentPlanOf } from '../plan/current-plan.ts';
import { BarriersSection } from './barriers-section.tsx';
import { CallsAhead } from './calls-ahead.tsx';
import { CallsToDebrief } from './calls-to-debrief.tsx';
import { DealsToTry } from './deals-to-try.tsx';
import { FocusSection } from './focus-section.tsx';
import { SessionsAhead } from './sessions-ahead.tsx';

/** What I work on this month, and the two moments that matter: before a call and after it. */
export function MyWorkPage() {
  const session = useCurrentSession();
  const mayCoach = useMayCoach();
  const learnerId = session.data?.person_id ?? null;
  const plans = usePlans();
  const calls = callRecords.useList(learnerId === null || !mayCoach ? null : { learner: learnerId });
  if (session.isSuccess && (!mayCoach || learnerId === null)) {
    return (
      <EmptyNotice title="This page is for those who sell and coach">
        Sign in as a salesperson or a manager to see it.
      </EmptyNotice>
    );
  }
  const failed = [session, plans, calls].find(({ isError }) => isError);
  if (failed !== undefined) return <FailureNotice error={failed.error} retry={failed.refetch} />;
  if (plans.isPending || calls.isPending || learnerId === null) return <LoadingPage />;
  const plan = currentPlanOf(plans.data?.items ?? [], learnerId);
  const cards = calls.data ?? [];
  const now = Date.now();
  return (
    <Stack gap="md" maw={680} mx="auto">
      <div>
        <Title order={1} size="h2">
          My work
        </Title>
        <Text c="dimmed" size="sm">
          One skill, tried in real calls.
        </Text>
      </div>
      <CallsToDebrief calls={cards.filter((call) => waitsForDebrief(call, now))} />
      <FocusSection plan={plan} calls={cards} learnerId={learnerId} />
      <CallsAhead learnerId={learnerId} plan={plan} cards={cards} />
      {plan !== null && <DealsToTry plan={plan} />}
      <SessionsAhead learnerId={learnerId} />
      <BarriersSection learnerId={learnerId} />
    </Stack>
  );
}
