import { Stack, Text } from '@mantine/core';
import { useReads } from '../api/use-reads.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { Fact } from '../notices/fact.tsx';
import { formatDay } from '@stepup/wording/dates';
import { humaniseId } from '@stepup/wording/humanise-id';
import { groupReads } from './group-reads.ts';

/** Who looked at my records, on which day, and at what. */
export function ReadsSection() {
  const timeZone = useTimeZone();
  const reads = useReads();
  const groups = groupReads(reads.data?.items ?? [], (at) => formatDay(at, timeZone));
  const days = [...new Set(groups.map(({ day }) => day))];
  return (
    <PageSection title="Who looked at my records">
      <Text size="sm" c="dimmed">
        Every look of somebody else at a finding about you, your plan, or what belongs to it. Your own are not
        kept.
      </Text>
      {reads.isError && <FailureNotice error={reads.error} retry={reads.refetch} />}
      {reads.isSuccess && groups.length === 0 && <Text size="sm">Nobody so far.</Text>}
      {days.map((day) => (
        <Stack key={day} gap={2}>
          <Text size="sm" fw={550}>
            {day}
          </Text>
          {groups
            .filter((group) => group.day === day)
            .map(({ key, reader, role, resources, reasons }) => (
              <Fact key={key} name={role === null ? reader : `${reader}, ${humaniseId(role).toLowerCase()}`}>
                {resources
                  .map(
                    ({ resource, times }) =>
                      `${humaniseId(resource).toLowerCase()}${times === 1 ? '' : ` (${times} times)`}`,
                  )
                  .join(', ')}
                {reasons.length > 0 && ` · reason given: ${reasons.join('; ')}`}
              </Fact>
            ))}
        </Stack>
      ))}
      {reads.isSuccess && reads.data.next_cursor !== null && (
        <Text size="sm" c="dimmed">
          Older looks are kept too; they are in the export of your data.
        </Text>
      )}
    </PageSection>
  );
}
