import { Alert, Card, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { useDiagnoses } from '../api/use-diagnoses.ts';
import { useLatestCells } from '../api/use-latest-cells.ts';
import { useTruth } from '../api/use-truth.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { AgreementChart } from './agreement-chart.tsx';
import { CoachingTable } from './coaching-table.tsx';
import { compareWithTruth, tallyComparison } from './compare-with-truth.ts';
import { TruthTallyTiles } from './truth-tally.tsx';
import { VerdictGrid } from './verdict-grid.tsx';
import { VerdictList } from './verdict-list.tsx';

/** What the simulated organisation was made from, beside what the diagnosis found without knowing it. */
export function TruthPage() {
  const truth = useTruth();
  const latest = useLatestCells();
  const diagnoses = useDiagnoses();
  const failed = [truth, latest, diagnoses].find(({ isError }) => isError);
  if (failed !== undefined) return <FailureNotice error={failed.error} retry={failed.refetch} />;
  if (truth.data === undefined || latest.data === undefined || diagnoses.data === undefined)
    return <LoadingPage />;
  if (truth.data === null) {
    return (
      <EmptyNotice title="There is no truth to show">
        Only the simulated organisation was made from known rates. Of real people nobody knows the truth: that
        is why every finding has a range.
      </EmptyNotice>
    );
  }
  const cells = latest.data.kind === 'cells' ? latest.data.cells : [];
  const everybody = compareWithTruth(truth.data, cells, diagnoses.data?.items ?? []);
  // Whom the reader may not see has no cell: that would look like a gap that was missed.
  const compared = cells.length === 0 ? everybody : everybody.filter(({ cell }) => cell !== null);
  const tally = tallyComparison(compared);
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          What this organisation was made from
        </Title>
        <Text c="dimmed" size="sm">
          Its people and deals are made up, so the true rates are known. The diagnosis has seen the events
          only. Here you can check it, for the people whom you may see.
        </Text>
      </div>
      {cells.length === 0 ? (
        <Alert>There is no diagnosis yet, so there is nothing to check.</Alert>
      ) : (
        <>
          <TruthTallyTiles tally={tally} />
          {tally.listed > 0 && (
            <Text size="sm">
              On the list of{' '}
              <Link className="number-link" to="/gaps">
                gaps
              </Link>
              , which waits until looks agree, stand {tally.listed} of these signs; {tally.listedAndReal} of
              them are real gaps (at least 10&nbsp;% below typical).
            </Text>
          )}
        </>
      )}
      {cells.length > 0 && <VerdictGrid compared={compared} steps={truth.data.pipeline.steps} />}
      {cells.length > 0 && <VerdictList compared={compared} tally={tally} />}
      {cells.length > 0 && (
        <Card withBorder component="section">
          <Title order={2} size="h4">
            Every person at every step
          </Title>
          <AgreementChart compared={compared} />
        </Card>
      )}
      <CoachingTable truth={truth.data} visible={new Set(compared.map((row) => row.truth.rep_id))} />
    </Stack>
  );
}
