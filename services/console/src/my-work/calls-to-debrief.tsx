import { Alert, Anchor, List, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { CallRecord } from '../api/console-answers.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useDealNames } from '../names/use-deal-names.ts';
import { formatMoment } from '@stepup/wording/dates';

/** Calls that took place and wait for two lines. */
export function CallsToDebrief({ calls }: { calls: readonly CallRecord[] }) {
  const timeZone = useTimeZone();
  const dealName = useDealNames(calls[0]?.learner_id ?? null);
  if (calls.length === 0) return null;
  return (
    <Alert
      color="orange"
      icon={<IconPencil aria-hidden />}
      title={
        calls.length === 1 ? 'One call waits for its debrief' : `${calls.length} calls wait for their debrief`
      }
    >
      <Text size="sm">What happened, what did you learn? Two lines, best within a day.</Text>
      <List size="sm" mt={4}>
        {calls.map((call) => (
          <List.Item key={call.id}>
            <Anchor component={Link} to={`/calls/${encodeURIComponent(call.id)}`} size="sm">
              {call.starts_at === null ? 'A call' : formatMoment(call.starts_at, timeZone)}
              {call.deal_id === null ? '' : `, ${dealName(call.deal_id)}`}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
