import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useSearchParams } from 'react-router';
import { useDeals } from '../api/use-deals.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { DealCard } from './deal-card.tsx';
import { DealsFilterLine } from './deals-filter-line.tsx';
import { dealsAddress, readDealsFilter } from './deals-filter.ts';
import { StepSummary } from './step-summary.tsx';

/** The deals behind a number, each with its history. */
export function DealsPage() {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const filter = readDealsFilter(parameters);
  const deals = useDeals(filter);
  const items = deals.data?.pages.flatMap((page) => page.items) ?? [];
  const asOf = deals.data?.pages[0]?.as_of ?? null;
  return (
    <Stack gap="md">
      <Title order={1} size="h2">
        The deals behind it
      </Title>
      <Card withBorder padding="md">
        <Stack gap="sm">
          <DealsFilterLine
            filter={filter}
            change={(next) => void navigate(dealsAddress(next), { replace: true })}
          />
          <StepSummary filter={filter} />
        </Stack>
      </Card>
      {deals.isPending && <LoadingPage />}
      {deals.isError && <FailureNotice error={deals.error} retry={deals.refetch} />}
      {deals.isSuccess && items.length === 0 && (
        <EmptyNotice title="No deals here">Take a filter out to see more.</EmptyNotice>
      )}
      {asOf !== null && (
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
          {items.map((deal) => (
            <DealCard key={deal.deal_id} deal={deal} asOf={asOf} focus={filter} />
          ))}
        </Stack>
      )}
      {deals.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={deals.isFetchingNextPage}
            onClick={() => void deals.fetchNextPage()}
          >
            Show more
          </Button>
        </Group>
      )}
      {deals.isSuccess && !deals.hasNextPage && items.length > 0 && (
        <Text size="xs" c="dimmed" ta="center">
          That is all: {items.length} {items.length === 1 ? 'deal' : 'deals'}.
        </Text>
      )}
    </Stack>
  );
}
