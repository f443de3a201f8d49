import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Diagnosis, DisputeOfFinding } from '@stepup/contracts';
import { formatDay, formatLocalDay } from '@stepup/wording/dates';
import { formatPercent } from '@stepup/wording/numbers';
import { useState } from 'react';
import { useMoveDispute, useOpenDispute } from '../api/use-disputes.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';

/**
 * What the person says against a finding about them, with the answer. While it is open the finding is marked, and whoever the
 * person reports to, or operations, are asked for an answer.
 */
export function FindingDispute({ finding, mayAnswer }: { finding: Diagnosis; mayAnswer: boolean }) {
  const { dispute } = finding;
  const isOwn = useNames().subject(finding.rep_id).isSelf;
  return (
    <>
      {dispute !== null && dispute.state !== 'withdrawn' && (
        <DisputeMark dispute={dispute} finding={finding} isOwn={isOwn} mayAnswer={mayAnswer} />
      )}
      {isOwn && dispute?.state !== 'open' && <DisputeOpening finding={finding} />}
    </>
  );
}

function DisputeMark({
  dispute,
  finding,
  isOwn,
  mayAnswer,
}: {
  dispute: DisputeOfFinding;
  finding: Diagnosis;
  isOwn: boolean;
  mayAnswer: boolean;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const move = useMoveDispute();
  const { id, version, text, answer } = dispute;
  const isOpen = dispute.state === 'open';
  const who = isOwn ? 'You say' : `${names.subject(finding.rep_id).name} says`;
  return (
    <Alert
      mt="sm"
      color={isOpen ? 'orange' : 'gray'}
      title={isOpen ? `${who} that this is not right` : 'Disputed and answered'}
    >
      <Stack gap="xs">
        {text !== null && (
          <Text size="sm" className="any-break">
            {who}: “{text}”
          </Text>
        )}
        <Text size="xs" c="dimmed">
          Raised on {formatDay(dispute.raised_at, timeZone)}
          {isOpen &&
            `; to be answered by ${formatDay(dispute.due_on, timeZone)}. Until then no plan starts from it`}
          .
        </Text>
        {isOpen &&
          dispute.passed_up.map(({ on, to }) => (
            <Text key={on} size="xs" c="dimmed">
              {to === null
                ? `Nobody had answered by ${formatLocalDay(on)}, and nobody stands above to be asked.`
                : `Nobody had answered in time: on ${formatLocalDay(on)} it went up to ${names.person(to)}.`}
            </Text>
          ))}
        {answer !== null && (
          <Text size="sm" className="any-break">
            {names.person(answer.by)}, {formatDay(answer.at, timeZone)}: it{' '}
            {answer.answer === 'stands' ? 'stands' : 'was corrected'}
            {answer.text !== null && `. “${answer.text}”`}
          </Text>
        )}
        {isOpen && mayAnswer && !isOwn && <DisputeAnswer dispute={dispute} />}
        {isOpen && isOwn && (
          <Group>
            <Button
              variant="subtle"
              size="compact-sm"
              loading={move.isPending}
              onClick={() => move.mutate({ id, version, move: { kind: 'withdraw' } })}
            >
              Withdraw it
            </Button>
          </Group>
        )}
        {move.isError && <FailureNotice error={move.error} />}
      </Stack>
    </Alert>
  );
}

/** Says whether a disputed number stands, and why. */
export function DisputeAnswer({
  dispute: { id, version },
}: {
  dispute: Pick<DisputeOfFinding, 'id' | 'version'>;
}) {
  const move = useMoveDispute();
  const [verdict, setVerdict] = useState<string | null>(null);
  return (
    <Stack gap="xs">
      <Radio.Group label="Your answer" value={verdict} onChange={setVerdict}>
        <Stack gap={4} mt={4}>
          <Radio value="corrected" label="It is not right" />
          <Radio value="stands" label="It stands" />
        </Stack>
      </Radio.Group>
      {verdict !== null && (
        <OneLineForm
          label="Why?"
          button="Answer"
          isBusy={move.isPending}
          send={(text, onDone) =>
            move.mutate(
              {
                id,
                version,
                move: { kind: 'answer', answer: verdict === 'stands' ? 'stands' : 'corrected', text },
              },
              { onSuccess: onDone },
            )
          }
        />
      )}
      {move.isError && <FailureNotice error={move.error} />}
    </Stack>
  );
}

function DisputeOpening({ finding }: { finding: Diagnosis }) {
  const [isWriting, { open, close }] = useDisclosure(false);
  const dispute = useOpenDispute();
  const { isPending, isError, error, mutate } = dispute;
  if (!isWriting) {
    return (
      <Group mt="sm">
        <Button variant="subtle" size="compact-sm" onClick={open}>
          This is not right
        </Button>
      </Group>
    );
  }
  return (
    <Stack gap="xs" mt="sm">
      <OneLineForm
        label="What is not right about it?"
        description="Whoever you report to has to answer within five working days; until then it is marked and no plan starts from it. Where nobody does, it goes a level up."
        placeholder="Whose deals were these, what do the numbers miss?"
        button="Say so"
        isBusy={isPending}
        beside={
          <Button variant="subtle" onClick={close}>
            Leave it
          </Button>
        }
        send={(text, onDone) =>
          mutate(
            { indicator: 'diagnosis', key: finding.id, value: formatPercent(finding.rate), text },
            {
              onSuccess: () => {
                onDone();
                close();
              },
            },
          )
        }
      />
      {isError && <FailureNotice error={error} />}
    </Stack>
  );
}
