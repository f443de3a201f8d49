import { Alert, Card, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDiagnoses } from '../api/use-diagnoses.ts';
import { useLatestCells } from '../api/use-latest-cells.ts';
import { useTruth } from '../api/use-truth.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { formatShare } from '../wording/numbers.ts';
import { AgreementChart } from './agreement-chart.tsx';
import { CoachingTable } from './coaching-table.tsx';
import { compareWithTruth, hasSign, tallyComparison } from './compare-with-truth.ts';
import { ComparisonTable } from './comparison-table.tsx';

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
  const planted = compared.filter((row) => row.planted !== null);
  const otherSigns = compared.filter((row) => row.planted === null && (hasSign(row) || row.finding !== null));
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
        <Alert>There is no diagnosis yet, so only the truth is shown.</Alert>
      ) : (
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <Tile
            number={formatShare(tally.plantedWithSign, tally.planted)}
            text="planted gaps show a sign in the latest look"
          />
          <Tile
            number={formatShare(tally.trueSigns, tally.signs)}
            text="signs are real gaps (at least 10 % below typical)"
          />
          <Tile
            number={formatShare(tally.rangesThatHold, tally.ranges)}
            text="ranges hold the true rate; 9 in 10 should"
          />
        </SimpleGrid>
      )}
      <Card withBorder component="section">
        <Title order={2} size="h4" mb="xs">
          The planted gaps
        </Title>
        <ComparisonTable rows={planted} />
      </Card>
      {otherSigns.length > 0 && (
        <Card withBorder component="section">
          <Title order={2} size="h4">
            Other signs
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            People also differ by nature. Some of these are real gaps that nobody planted, some are false
            alarms.
          </Text>
          <ComparisonTable rows={otherSigns} />
        </Card>
      )}
      {cells.length > 0 && (
        <Card withBorder component="section">
          <Title order={2} size="h4">
            Every person at every step
          </Title>
          <AgreementChart compared={compared} />
        </Card>
      )}
      <CoachingTable truth={truth.data} />
    </Stack>
  );
}

function Tile({ number, text }: { number: string; text: string }) {
  return (
    <Card withBorder padding="md">
      <Text fz={28} fw={650} lh={1.1} className="tabular">
        {number}
      </Text>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </Card>
  );
}
