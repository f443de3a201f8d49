import { Stack, Text, Title } from '@mantine/core';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useDiagnoses } from '../api/use-diagnoses.ts';
import { useLatestCells } from '../api/use-latest-cells.ts';
import { useMoment } from '../api/use-moment.ts';
import { usePeople } from '../api/use-people.ts';
import { usePlans } from '../api/use-plans.ts';
import { Link } from 'react-router';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { currentPlanOf } from '../plan/current-plan.ts';
import { StartPage } from '../start/start-page.tsx';
import { TermsDisclosure } from '../terms/terms-disclosure.tsx';
import { FindingCard } from './finding-card.tsx';
import { isListed } from './is-listed.ts';
import { NoFindings } from './no-findings.tsx';
import { OtherCells } from './other-cells.tsx';

/** Where somebody moves fewer deals on than a typical colleague with the same leads, and how sure that is. */
export function GapsPage() {
  const session = useCurrentSession();
  const moment = useMoment();
  const diagnoses = useDiagnoses();
  const latest = useLatestCells();
  const people = usePeople().data ?? [];
  const plans = usePlans().data?.items ?? [];
  if (moment.data?.isEmpty === true) return <StartPage />;
  if (session.data?.role === 'board') {
    return (
      <EmptyNotice title="Gaps are about single people">
        <Text c="dimmed">
          They are seen by the person and by those who lead them.{' '}
          <Link to="/funnel">See the funnel of everybody.</Link>
        </Text>
      </EmptyNotice>
    );
  }
  const failed = [session, moment, diagnoses, latest].find(({ isError }) => isError);
  if (failed !== undefined) return <FailureNotice error={failed.error} retry={failed.refetch} />;
  const reader = session.data;
  if (reader === undefined || diagnoses.data === undefined || latest.data === undefined)
    return <LoadingPage />;

  const findings = (diagnoses.data?.items ?? []).filter((finding) => isListed(finding, reader.person_id));
  const livingPlans = plans.filter(({ state }) => state !== 'completed' && state !== 'abandoned');
  const isReportOfReader = (repId: string): boolean =>
    people.some(({ person_id, manager_id }) => person_id === repId && manager_id === reader.person_id);
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          {latest.data.kind === 'cells' || findings.length > 0
            ? titleFor(findings.length, reader.role === 'rep')
            : 'Gaps'}
        </Title>
        <Text c="dimmed" size="sm">
          A gap is a first idea from the numbers, not a verdict: look at the deals and talk before you decide.
          At most one a person and three a team are shown.
        </Text>
      </div>
      {findings.length === 0 && <NoFindings latest={latest.data} isRep={reader.role === 'rep'} />}
      {findings.length > 0 && (
        <Stack gap="md">
          {findings.map((finding) => (
            <FindingCard
              key={finding.id}
              finding={finding}
              latest={latest.data}
              plan={
                livingPlans.find(({ diagnosis_id }) => diagnosis_id === finding.id) ??
                currentPlanOf(plans, finding.rep_id)
              }
              mayPlan={finding.rep_id === reader.person_id || isReportOfReader(finding.rep_id)}
              mayAnswer={reader.role === 'sales_ops' || isReportOfReader(finding.rep_id)}
            />
          ))}
        </Stack>
      )}
      {latest.data.kind === 'cells' && (
        <OtherCells latest={latest.data} findings={findings} readerId={reader.person_id} />
      )}
      <TermsDisclosure of={['mature', 'likelyRate', 'range', 'typical', 'open', 'look']} />
    </Stack>
  );
}

function titleFor(count: number, isRep: boolean): string {
  if (count === 0) return 'No gap is flagged';
  const gaps = count === 1 ? 'One gap is' : `${count} gaps are`;
  return isRep ? `${gaps} worth a look with your manager` : `${gaps} worth a talk`;
}
