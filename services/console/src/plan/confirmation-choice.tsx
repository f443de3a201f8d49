import { Text } from '@mantine/core';
import { type Choice, ChoiceButtons, labelOf } from '../forms/choice-buttons.tsx';

type Verdict = 'confirmed' | 'aberration' | 'other_cause';

const choices: readonly Choice<Verdict>[] = [
  { value: 'confirmed', label: 'It is real' },
  { value: 'aberration', label: 'A one-off' },
  { value: 'other_cause', label: 'Something else' },
];

/** What the two found about the gap: real, a one-off, or something else. */
export function ConfirmationChoice({
  label,
  verdict,
  canChoose,
  isBusy,
  choose,
}: {
  label: string;
  verdict: Verdict | null;
  canChoose: boolean;
  isBusy: boolean;
  choose: (verdict: Verdict) => void;
}) {
  if (canChoose) {
    return (
      <ChoiceButtons label={label} choices={choices} value={verdict} isDisabled={isBusy} choose={choose} />
    );
  }
  return verdict === null ? null : (
    <Text size="sm">
      {label} <b>{labelOf(choices, verdict)}.</b>
    </Text>
  );
}
