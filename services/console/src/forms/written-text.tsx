import { Paper, Text } from '@mantine/core';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '@stepup/wording/dates';

interface Entry {
  by: string;
  at: string;
  late: boolean;
}

/** What somebody wrote, with who and when. */
export function WrittenText({
  label,
  text,
  entry,
  late = 'entered later',
}: {
  label: string;
  text: string;
  entry: Entry;
  /** What is said where it was written after the time it is about. */
  late?: string;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const author = names.subject(entry.by);
  return (
    <div>
      <Text size="sm" fw={550}>
        {label}
      </Text>
      <Paper bg="var(--mantine-color-default-hover)" p="xs" radius="sm">
        <Text className="any-break" style={{ whiteSpace: 'pre-line' }}>
          {text}
        </Text>
        <Text size="xs" c="dimmed">
          {author.isSelf ? 'you' : author.name}, {formatDay(entry.at, timeZone)}
          {entry.late && `, ${late}`}
        </Text>
      </Paper>
    </div>
  );
}
