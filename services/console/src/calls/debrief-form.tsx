import { Button, Group, Stack } from '@mantine/core';
import type { CallContent, CallMove } from '@stepup/contracts';
import { useState } from 'react';
import { ChoiceButtons } from '../forms/choice-buttons.tsx';
import { LineInput } from '../forms/line-input.tsx';
import { useDraft } from '../forms/use-draft.ts';
import { asExpectedChoices } from '../wording/coaching-choices.ts';

type Debrief = Extract<CallMove, { kind: 'debrief' }>;

/** After a call: what happened, what I learned, and whether it came as expected. */
export function DebriefForm({
  place,
  hasPrediction,
  isBusy,
  send,
}: {
  place: string;
  hasPrediction: boolean;
  isBusy: boolean;
  send: (debrief: Debrief, onDone: () => void) => void;
}) {
  const [happened, setHappened] = useDraft(`${place}.happened`);
  const [learned, setLearned] = useDraft(`${place}.learned`);
  const [asExpected, setAsExpected] = useState<CallContent['as_expected']>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (happened.trim() === '' || learned.trim() === '') return;
        send(
          {
            kind: 'debrief',
            happened: happened.trim(),
            learned: learned.trim(),
            ...(asExpected === null ? {} : { as_expected: asExpected }),
          },
          () => {
            setHappened('');
            setLearned('');
          },
        );
      }}
    >
      <Stack gap="sm">
        <LineInput
          label="What happened?"
          placeholder="What could be seen and heard"
          value={happened}
          change={setHappened}
          required
        />
        <LineInput
          label="What did I learn?"
          placeholder="A miss teaches as much as a hit"
          value={learned}
          change={setLearned}
          required
        />
        {hasPrediction && (
          <ChoiceButtons
            label="Did it come as I expected? (optional)"
            choices={asExpectedChoices}
            value={asExpected}
            choose={setAsExpected}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={happened.trim() === '' || learned.trim() === ''}>
            Keep the debrief
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
