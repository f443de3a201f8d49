import { Button, Group, Stack } from '@mantine/core';
import type { ReviewMove } from '@stepup/contracts';
import { useState } from 'react';
import type { ReviewRecord } from '../api/console-answers.ts';
import { ChoiceButtons } from '../forms/choice-buttons.tsx';
import { LineInput } from '../forms/line-input.tsx';
import { useDraft } from '../forms/use-draft.ts';
import { reviewDecisions, targetSeenChoices } from '../wording/coaching-choices.ts';

type Hold = Extract<ReviewMove, { kind: 'hold' }>;

/** A review in a minute: what the last step taught, the next step, what is expected of it. */
export function ReviewForm({
  place,
  isBusy,
  send,
}: {
  place: string;
  isBusy: boolean;
  send: (hold: Hold, onDone: () => void) => void;
}) {
  const [learned, setLearned] = useDraft(`${place}.learned`);
  const [next, setNext] = useDraft(`${place}.next`);
  const [expected, setExpected] = useDraft(`${place}.expected`);
  const [seen, setSeen] = useState<ReviewRecord['target_seen']>(null);
  const [decision, setDecision] = useState<Hold['decision']>('go_on');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (learned.trim() === '') return;
        send(
          {
            kind: 'hold',
            last_step_learned: learned.trim(),
            ...(next.trim() === '' ? {} : { next_step: next.trim() }),
            ...(expected.trim() === '' ? {} : { expected: expected.trim() }),
            ...(seen === null ? {} : { target_seen: seen }),
            decision,
          },
          () => {
            setLearned('');
            setNext('');
            setExpected('');
          },
        );
      }}
    >
      <Stack gap="sm">
        <LineInput label="What did the last step teach?" value={learned} change={setLearned} required />
        <LineInput label="Next step" value={next} change={setNext} />
        <LineInput label="What do we expect of it?" value={expected} change={setExpected} />
        <ChoiceButtons
          label="Was the target behaviour seen?"
          choices={targetSeenChoices}
          value={seen}
          choose={setSeen}
        />
        <ChoiceButtons label="And now?" choices={reviewDecisions} value={decision} choose={setDecision} />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={learned.trim() === ''}>
            Keep the review
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
