import { Button, Group, Stack, Text } from '@mantine/core';
import type { AssessmentMove } from '@stepup/contracts';
import { formatDay } from '@stepup/wording/dates';
import { useState } from 'react';
import type { AssessmentRecord } from '../api/console-answers.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { LineInput } from '../forms/line-input.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { useNames } from '../names/use-names.ts';
import { Disclosure } from '../notices/disclosure.tsx';

/** Who has signed; signing, seeing it otherwise, and giving back the one thing to change. */
export function SigningSection({
  assessment,
  side,
  isBusy,
  send,
}: {
  assessment: AssessmentRecord;
  side: 'learner' | 'coach' | 'guest';
  isBusy: boolean;
  send: (move: AssessmentMove, onDone: () => void) => void;
}) {
  const { state, signatures } = assessment;
  const names = useNames();
  const timeZone = useTimeZone();
  const [disagrees, setDisagrees] = useState('');
  const maySign = state === 'answered' && side !== 'guest' && !signatures.some((one) => one.side === side);
  const mayReturn = side === 'coach' && (state === 'learner_answered' || state === 'answered');
  if (signatures.length === 0 && !maySign && !mayReturn) return null;
  return (
    <PageSection title="Signatures">
      <Stack gap={2}>
        {signatures.map((signature) => (
          <Text key={signature.by} size="sm">
            {names.subject(signature.by).isSelf ? 'You' : names.person(signature.by)} signed on{' '}
            {formatDay(signature.at, timeZone)}
            {signature.late && ', late'}
            {signature.disagrees !== null && `, and sees it otherwise: ${signature.disagrees}`}
          </Text>
        ))}
      </Stack>
      {maySign && (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            You sign that you have seen both sides, not that you agree. What both have signed is locked.
          </Text>
          <Disclosure question="I see it otherwise">
            <LineInput label="What do you see otherwise?" value={disagrees} change={setDisagrees} />
          </Disclosure>
          <Group justify="flex-end">
            <Button
              loading={isBusy}
              onClick={() => {
                const text = disagrees.trim();
                send({ kind: 'sign', ...(text === '' ? {} : { disagrees: text }) }, () => setDisagrees(''));
              }}
            >
              Sign
            </Button>
          </Group>
        </Stack>
      )}
      {mayReturn && (
        <Disclosure question="Give it back with one thing to change">
          <OneLineForm
            label="The one thing to change"
            button="Give it back"
            isBusy={isBusy}
            send={(text, onDone) => send({ kind: 'return', text }, onDone)}
          />
        </Disclosure>
      )}
    </PageSection>
  );
}
