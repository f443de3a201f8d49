import { Button, Progress, Stack, Text } from '@mantine/core';
import type { LatestCells } from '../api/use-latest-cells.ts';
import { useStartRun } from '../api/use-latest-cells.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { formatPercent } from '@stepup/wording/numbers';

/** Why no gap is shown: nothing found, still computing, or never looked. */
export function NoFindings({ latest, isRep }: { latest: LatestCells; isRep: boolean }) {
  const start = useStartRun();
  switch (latest.kind) {
    case 'cells':
      if (latest.cells.every(({ state }) => state !== 'ok')) {
        return (
          <Text>
            Nobody can be compared yet. It takes about 40 decided deals a person and step, and five people who
            do the same work; below stands how far each has come.
          </Text>
        );
      }
      return (
        <Text>
          {isRep ? 'You are nowhere' : 'Nobody is'} clearly below a typical colleague with the same leads.
          Below stands what could have been noticed.
        </Text>
      );
    case 'running':
      return (
        <EmptyNotice title="The first diagnosis is being computed">
          <Text c="dimmed" role="status">
            {formatPercent(latest.run.progress)} done. The page shows it as soon as it is there.
          </Text>
          <Progress w={240} value={latest.run.progress * 100} aria-label="Progress of the diagnosis" />
        </EmptyNotice>
      );
    case 'no_run':
      return (
        <EmptyNotice title="There is no diagnosis yet">
          <Stack align="center" gap="sm">
            <Text c="dimmed">It is made at the end of every month. You can ask for one now.</Text>
            <Button onClick={() => start.mutate()} loading={start.isPending}>
              Look now
            </Button>
            {start.isError && <FailureNotice error={start.error} />}
          </Stack>
        </EmptyNotice>
      );
  }
}
