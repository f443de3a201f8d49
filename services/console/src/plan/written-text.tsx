import { Paper, Text } from '@mantine/core';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '@stepup/wording/dates';

interface Written {
  value: string;
  by: string;
  at: string;
  late: boolean;
}

/** What somebody wrote, with who and when. */
export function WrittenText({ label, entry }: { label: string; entry: Written }) {
  const names = useNames();
  const timeZone = useTimeZone();
  return (
    <div>
      <Text size="sm" fw={550}>
        {label}
      </Text>
      <Paper bg="var(--mantine-color-default-hover)" p="xs" radius="sm">
        <Text style={{ whiteSpace: 'pre-line' }}>{entry.value}</Text>
        <Text size="xs" c="dimmed">
          {names.person(entry.by)}, {formatDay(entry.at, timeZone)}
          {entry.late && ', after the month'}
        </Text>
      </Paper>
    </div>
  );
}
