import { Stack, Text, Title } from '@mantine/core';
import { formatMonth } from '@stepup/wording/dates';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayCoach } from '../api/use-may-coach.ts';
import { usePeople } from '../api/use-people.ts';
import { usePlans } from '../api/use-plans.ts';
import { useProposals } from '../api/use-proposals.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { currentPlanOf } from '../plan/current-plan.ts';
import { monthSentence } from './month-sentence.ts';
import { ProposalCard } from './proposal-card.tsx';
import { TermsDisclosure } from '../terms/terms-disclosure.tsx';

/** What each person could work on this month, flagged or not; a wish of one’s own comes first. */
export function ProposalsPage() {
  const session = useCurrentSession();
  const mayCoach = useMayCoach();
  const proposals = useProposals();
  const people = usePeople().data ?? [];
  const plans = usePlans().data?.items ?? [];
  const failed = [session, proposals].find(({ isError }) => isError);
  if (failed !== undefined) return <FailureNotice error={failed.error} retry={failed.refetch} />;
  const reader = session.data;
  if (reader === undefined || proposals.data === undefined) return <LoadingPage />;
  const items = proposals.data?.items ?? [];
  const [first] = items;
  if (first === undefined) {
    return (
      <EmptyNotice title="There are no proposals yet">
        <Text c="dimmed">They are made at the end of every month, for everybody.</Text>
      </EmptyNotice>
    );
  }
  const isReport = (repId: string): boolean =>
    people.some(({ person_id, manager_id }) => person_id === repId && manager_id === reader.person_id);
  const planOf = (repId: string) => currentPlanOf(plans, repId);
  // Who has no plan comes first: there is something to choose.
  const inOrder = items.toSorted(
    (one, other) => Number(planOf(one.rep_id) !== null) - Number(planOf(other.rep_id) !== null),
  );
  const mayPlan = (repId: string): boolean => repId === reader.person_id || isReport(repId);
  // Plans further down are not read here, so of those people nothing is said.
  const planned = items.filter(({ rep_id }) => mayPlan(rep_id));
  const withPlan = planned.filter(({ rep_id }) => planOf(rep_id) !== null).length;
  return (
    <Stack gap="md" maw={760} mx="auto">
      <div>
        <Title order={1} size="h2">
          What to work on in {formatMonth(first.month)}
        </Title>
        {mayCoach && planned.length > 0 && <Text>{monthSentence(planned.length, withPlan)}</Text>}
        <Text c="dimmed" size="sm">
          One proposal a person, for the strong ones too. Nothing comes of it by itself: the two choose.
        </Text>
      </div>
      {inOrder.map((proposal) => (
        <ProposalCard
          key={proposal.rep_id}
          proposal={proposal}
          isOwn={proposal.rep_id === reader.person_id}
          plan={planOf(proposal.rep_id)}
          mayPlan={mayPlan(proposal.rep_id)}
        />
      ))}
      <TermsDisclosure of={['likelyRate', 'typical']} />
    </Stack>
  );
}
