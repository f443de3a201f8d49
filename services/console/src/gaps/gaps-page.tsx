import { Stack, Text, Title } from '@mantine/core';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useDiagnoses } from '../api/use-diagnoses.ts';
import { type LatestCells, useLatestCells } from '../api/use-latest-cells.ts';
import { useMoment } from '../api/use-moment.ts';
import { usePeople } from '../api/use-people.ts';
import { usePlans } from '../api/use-plans.ts';
import { Link, useSearchParams } from 'react-router';
import { useNames } from '../names/use-names.ts';
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

type CellsOfRun = Extract<LatestCells, { kind: 'cells' }>;

/** Where somebody moves fewer deals on than a typical colleague with the same leads, and how sure that is. */
export function GapsPage() {
  const session = useCurrentSession();
  const moment = useMoment();
  const diagnoses = useDiagnoses();
  const latest = useLatestCells();
  const people = usePeople().data ?? [];
  const plans = usePlans().data?.items ?? [];
  const names = useNames();
  // Of one person alone, where a link says so.
  const [parameters] = useSearchParams();
  const onlyRep = parameters.get('rep');
  const asked = parameters.get('finding');
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

  const listed = (diagnoses.data?.items ?? []).filter(
    (finding) => isListed(finding, reader.person_id) && (onlyRep === null || finding.rep_id === onlyRep),
  );
  const findings = startWith(listed, asked);
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
        {onlyRep !== null && (
          <Text size="sm" mt={4}>
            {names.subject(onlyRep).isSelf ? 'Yours alone' : `Of ${names.person(onlyRep)} alone`}.{' '}
            <Link className="number-link" to="/gaps">
              Show everybody’s
            </Link>
          </Text>
        )}
      </div>
      {asked !== null && findings[0]?.id !== asked && (
        <Text size="sm">
          The gap that was asked for is not among those that you see: it has cleared, or is about somebody
          whom others lead.
        </Text>
      )}
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
              mayAnswer={
                reader.role === 'sales_ops' ||
                isReportOfReader(finding.rep_id) ||
                finding.dispute?.passed_up.at(-1)?.to === reader.person_id
              }
            />
          ))}
        </Stack>
      )}
      {latest.data.kind === 'cells' && (
        <OtherCells
          latest={onlyRep === null ? latest.data : ofPerson(latest.data, onlyRep)}
          findings={findings}
          readerId={reader.person_id}
        />
      )}
      <TermsDisclosure of={['mature', 'likelyRate', 'range', 'typical', 'open', 'look']} />
    </Stack>
  );
}

function ofPerson(latest: CellsOfRun, repId: string): CellsOfRun {
  return { ...latest, cells: latest.cells.filter(({ rep_id }) => rep_id === repId) };
}

/** The one that an address asks for, as boards do, comes first. */
function startWith<Finding extends { id: string }>(
  findings: readonly Finding[],
  id: string | null,
): Finding[] {
  return findings.toSorted((a, b) => Number(b.id === id) - Number(a.id === id));
}

function titleFor(count: number, isRep: boolean): string {
  if (count === 0) return 'No gap is flagged';
  const gaps = count === 1 ? 'One gap is' : `${count} gaps are`;
  return isRep ? `${gaps} worth a look with your manager` : `${gaps} worth a talk`;
}
