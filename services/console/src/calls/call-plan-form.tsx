import { Button, Group, Stack } from '@mantine/core';
import type { CallMove, Probability } from '@stepup/contracts';
import { useState } from 'react';
import { ChoiceButtons } from '../forms/choice-buttons.tsx';
import { LineInput } from '../forms/line-input.tsx';
import { useDraft } from '../forms/use-draft.ts';
import { probabilityChoices } from '../wording/coaching-choices.ts';

type CallPlan = Extract<CallMove, { kind: 'plan_call' }>;

/** Three short lines before a call: what I will do, what I expect, and how else it could be put. */
export function CallPlanForm({
  place,
  suggestion,
  button,
  isBusy,
  send,
}: {
  /** What the draft belongs to. */
  place: string;
  /** The next step that was agreed last, offered as a start. */
  suggestion: string | null;
  button: string;
  isBusy: boolean;
  send: (plan: CallPlan, onDone: () => void) => void;
}) {
  const [step, setStep] = useDraft(`${place}.step`);
  const [expected, setExpected] = useDraft(`${place}.expected`);
  const [otherwise, setOtherwise] = useDraft(`${place}.otherwise`);
  const [probability, setProbability] = useState<Probability | null>(null);
  const clear = () => {
    setStep('');
    setExpected('');
    setOtherwise('');
    setProbability(null);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (step.trim() === '' || expected.trim() === '') return;
        send(
          {
            kind: 'plan_call',
            step: step.trim(),
            expected: expected.trim(),
            ...(otherwise.trim() === '' ? {} : { otherwise: otherwise.trim() }),
            ...(probability === null ? {} : { probability }),
          },
          clear,
        );
      }}
    >
      <Stack gap="sm">
        <LineInput
          label="What will I do?"
          placeholder="One thing to try in this call"
          value={step}
          change={setStep}
          required
        />
        {suggestion !== null && step === '' && (
          <Group>
            <Button size="compact-sm" variant="default" onClick={() => setStep(suggestion)}>
              Take the last next step: {suggestion.length > 60 ? `${suggestion.slice(0, 60)} …` : suggestion}
            </Button>
          </Group>
        )}
        <LineInput
          label="What do I expect?"
          placeholder="How they will react"
          value={expected}
          change={setExpected}
          required
        />
        <LineInput label="How else could it be put? (optional)" value={otherwise} change={setOtherwise} />
        <ChoiceButtons
          label="How likely is it? (optional; how well it fits is shown to you alone)"
          choices={probabilityChoices}
          value={probability}
          choose={(chosen) => setProbability(chosen === probability ? null : chosen)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={step.trim() === '' || expected.trim() === ''}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
