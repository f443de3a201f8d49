import { Group, Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useMoment } from '../api/use-moment.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { formatMoment } from '@stepup/wording/dates';
import { freshnessWords } from '../wording/freshness-words.ts';

/** What the numbers are as of, unless a page says otherwise, and whether they are complete. */
export function FreshnessLine() {
  const timeZone = useTimeZone();
  const moment = useMoment().data;
  if (moment === undefined) return null;
  const { words, isComplete } = freshnessWords(moment.freshness, timeZone);
  return (
    <Group gap={6} wrap="nowrap" c={isComplete ? 'dimmed' : 'orange'} role="status">
      <IconClock size={14} aria-hidden />
      <Text size="xs">
        {moment.isEmpty ? 'No data yet' : `Numbers as of ${formatMoment(moment.asOf, timeZone)} · ${words}`}
      </Text>
    </Group>
  );
}
