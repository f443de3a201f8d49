import { Alert, Stack, Text } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { formatLocalDay } from '@stepup/wording/dates';
import { disputeRecords } from '../api/coaching-records.ts';
import type { DisputeRecord } from '../api/console-answers.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { DisputeAnswer } from '../gaps/finding-dispute.tsx';
import { useNames } from '../names/use-names.ts';
import { isToAnswer } from './is-to-answer.ts';

/** What people say is not right about their numbers, where this reader is one of those who answer it; nothing where nobody waits. */
export function DisputesToAnswer() {
  const reader = useCurrentSession().data;
  const names = useNames();
  const open = disputeRecords.useList(reader === undefined ? null : { state: 'open' });
  const waiting = (open.data ?? []).filter((dispute) => reader !== undefined && isToAnswer(dispute, reader));
  if (waiting.length === 0) return null;
  return (
    <Alert
      color="orange"
      icon={<IconMessageQuestion aria-hidden />}
      title={
        waiting.length === 1
          ? 'Somebody says that a number is not right'
          : `${waiting.length} say that a number is not right`
      }
    >
      <Stack gap="md">
        {waiting.map((dispute) => (
          <Stack key={dispute.id} gap={6}>
            <Text size="sm" className="any-break">
              <b>
                {names.person(dispute.learner_id)}, {whatOf(dispute)}:
              </b>{' '}
              {dispute.text.text}{' '}
              <Text span c="dimmed" inherit>
                Answer by {formatLocalDay(dispute.due_on)}.
                {dispute.passed_up.length > 0 && ' Nobody had answered in time, so it went up to you.'}
              </Text>
            </Text>
            <DisputeAnswer dispute={dispute} />
          </Stack>
        ))}
      </Stack>
    </Alert>
  );
}

function whatOf({ indicator, key, value }: DisputeRecord): string {
  return indicator === 'diagnosis' ? `a gap (${value})` : `${indicator} ${key} (${value})`;
}
