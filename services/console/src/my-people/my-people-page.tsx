import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import {
  barrierRecords,
  callRecords,
  handoverRecords,
  reviewRecords,
  sessionRecords,
} from '../api/coaching-records.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useDiagnoses } from '../api/use-diagnoses.ts';
import { useMayCoach } from '../api/use-may-coach.ts';
import { usePeople } from '../api/use-people.ts';
import { usePlans } from '../api/use-plans.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { localDayOf } from '@stepup/wording/dates';
import { DisputesToAnswer } from '../disputes/disputes-to-answer.tsx';
import { BarriersToAnswer } from './barriers-to-answer.tsx';
import { describeReport, type ReportState } from './describe-report.ts';
import { HandoversSection } from './handovers-section.tsx';
import { PersonCard } from './person-card.tsx';
import { weekSentence } from './week-sentence.ts';

/** Who needs what this week: plans, reviews, debriefs, sessions, and the barriers that wait for an answer. */
export function MyPeoplePage() {
  const session = useCurrentSession();
  const mayCoach = useMayCoach();
  const timeZone = useTimeZone();
  const coachId = session.data?.person_id ?? null;
  const asked = mayCoach && coachId !== null ? { coach: coachId } : null;
  const people = usePeople();
  const plans = usePlans();
  const active = (plans.data?.items ?? []).filter(
    ({ coach_id, state }) => coach_id === coachId && state === 'active',
  );
  const reviews = reviewRecords.useLists(active.map(({ id }) => ({ plan: id, state: 'due' })));
  const calls = callRecords.useList(asked === null ? null : { ...asked, state: 'planned' });
  const sessions = sessionRecords.useList(asked);
  const barriers = barrierRecords.useList(asked === null ? null : { ...asked, state: 'open' });
  // Read beside: the page does not wait for the look to be replayed.
  const findings = useDiagnoses().data?.items ?? [];
  const handovers = handoverRecords.useList(coachId === null || !mayCoach ? null : { learner: coachId });
  if (session.isSuccess && asked === null) {
    return (
      <EmptyNotice title="This page is for those who coach">
        Sign in as a manager or a director to see it.
      </EmptyNotice>
    );
  }
  const failed = [people, plans, calls, sessions, barriers].find(({ isError }) => isError);
  if (failed !== undefined) return <FailureNotice error={failed.error} retry={failed.refetch} />;
  if (reviews.error !== null) return <FailureNotice error={reviews.error} />;
  if (
    people.data === undefined ||
    plans.data === undefined ||
    reviews.data === undefined ||
    calls.data === undefined ||
    sessions.data === undefined ||
    barriers.data === undefined
  )
    return <LoadingPage />;
  const reports = people.data.filter(({ manager_id, active }) => active && manager_id === coachId);
  if (reports.length === 0) {
    return (
      <EmptyNotice title="Nobody reports to you">
        Who reports to whom comes from your CRM; ask whoever runs it to set it there.
      </EmptyNotice>
    );
  }
  const nowMs = Date.now();
  const around = {
    plans: plans.data?.items ?? [],
    reviews: reviews.data,
    calls: calls.data,
    sessions: sessions.data,
    nowMs,
    today: localDayOf(nowMs, timeZone),
  };
  const states: ReportState[] = reports
    .map(({ person_id, name }) => describeReport({ personId: person_id, name: name ?? person_id }, around))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  return (
    <Stack gap="md" maw={1000} mx="auto">
      <div>
        <Title order={1} size="h2">
          My people this week
        </Title>
        <Text>{weekSentence(states, barriers.data.length)}</Text>
      </div>
      <BarriersToAnswer barriers={barriers.data} />
      <DisputesToAnswer />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {states.map((state) => (
          <PersonCard
            key={state.personId}
            state={state}
            gap={
              findings.find(
                ({ rep_id, review_state }) => rep_id === state.personId && review_state === 'open',
              ) ?? null
            }
          />
        ))}
      </SimpleGrid>
      <HandoversSection handovers={handovers.data ?? []} />
    </Stack>
  );
}
