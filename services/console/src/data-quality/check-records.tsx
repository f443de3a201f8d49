import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { DataQualityCheck, DataQualityRecord } from '@stepup/contracts';
import { formatMoment } from '@stepup/wording/dates';
import { Link } from 'react-router';
import { useDataQualityRecords } from '../api/use-data-quality.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { dealsAddress } from '../deals/deals-filter.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';

/** The records behind a check, each with what was found; deals open to their history. */
export function CheckRecords({ check }: { check: DataQualityCheck }) {
  const timeZone = useTimeZone();
  const records = useDataQualityRecords(check.id);
  if (records.isError) return <FailureNotice error={records.error} retry={records.refetch} />;
  if (records.isPending) return <LoadingPage />;
  const items = records.data.pages.flatMap((page) => page.items);
  return (
    <Stack gap="xs">
      <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {items.map((record) => (
          <li key={record.id}>
            <RecordName record={record} />
            <Text size="sm" c="dimmed" className="any-break">
              {record.detail}
              {record.at !== null && ` · ${formatMoment(record.at, timeZone)}`}
            </Text>
          </li>
        ))}
      </Stack>
      {records.hasNextPage && (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            loading={records.isFetchingNextPage}
            onClick={() => void records.fetchNextPage()}
          >
            Show more
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function RecordName({ record: { entity, id } }: { record: DataQualityRecord }) {
  if (entity !== 'deal')
    return (
      <Text size="sm" fw={550} className="any-break">
        {id}
      </Text>
    );
  return (
    <Anchor component={Link} to={dealsAddress({ deal: id })} size="sm" className="any-break">
      {id}
    </Anchor>
  );
}
