import { Button, Group, Stack, Text } from '@mantine/core';

type Verdict = 'confirmed' | 'aberration' | 'other_cause';

const choices: readonly { value: Verdict; label: string }[] = [
  { value: 'confirmed', label: 'It is real' },
  { value: 'aberration', label: 'A one-off' },
  { value: 'other_cause', label: 'Something else' },
];

/** What the two found about the gap: real, a one-off, or something else. Nothing is chosen in advance. */
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
  if (!canChoose) {
    const found = choices.find(({ value }) => value === verdict);
    return found === undefined ? null : (
      <Text size="sm">
        {label} <b>{found.label}.</b>
      </Text>
    );
  }
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <Text size="sm" fw={550}>
        {label}
      </Text>
      <Group gap="xs">
        {choices.map((choice) => (
          <Button
            key={choice.value}
            variant={verdict === choice.value ? 'filled' : 'default'}
            aria-pressed={verdict === choice.value}
            disabled={isBusy}
            onClick={() => choose(choice.value)}
          >
            {choice.label}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
