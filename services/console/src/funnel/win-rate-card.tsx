import { Card, Progress, Skeleton, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { FunnelRequest } from '../api/use-funnel.ts';
import { useWinRate } from '../api/use-win-rate.ts';
import { addressBehind } from '../deals/deals-filter.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { winRateWords } from '../wording/win-rate.ts';

/** Won of closed in the time chosen, beside the steps that lead there. */
export function WinRateCard({ request }: { request: FunnelRequest }) {
  const winRate = useWinRate(request);
  if (winRate.isError) return <FailureNotice error={winRate.error} retry={winRate.refetch} />;
  if (winRate.data === undefined) return <Skeleton height={120} />;
  const { counts, rate, range } = winRateWords(winRate.data);
  const address = addressBehind(winRate.data?.behind ?? null);
  return (
    <Card withBorder padding="sm" className="tabular">
      <Text size="sm" fw={600} lh={1.25} mih={35}>
        Win rate
      </Text>
      <Text lh={1.3}>
        {address === null ? (
          counts
        ) : (
          <Link className="number-link" to={address}>
            {counts}
          </Link>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {rate === null ? 'in this time' : 'closed deals won'}
      </Text>
      <Progress
        value={Number(winRate.data?.value ?? 0) * 100}
        color="teal"
        size={8}
        mt={6}
        mb={6}
        aria-hidden
      />
      {rate !== null && <Text size="sm">win rate {rate}</Text>}
      {range !== null && (
        <Text size="xs" c="dimmed">
          range {range}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        closed in this time, whenever they began
      </Text>
    </Card>
  );
}
