import { Button, Group, Stack, Text } from '@mantine/core';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
}

/** One question and its answers side by side, each a tap. Nothing is chosen in advance. */
export function ChoiceButtons<Value extends string>({
  label,
  choices,
  value,
  isDisabled = false,
  choose,
}: {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value | null;
  isDisabled?: boolean;
  choose: (value: Value) => void;
}) {
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <Text size="sm" fw={550}>
        {label}
      </Text>
      <Group gap="xs">
        {choices.map((choice) => (
          <Button
            key={choice.value}
            size="sm"
            px="sm"
            variant={value === choice.value ? 'filled' : 'default'}
            aria-pressed={value === choice.value}
            disabled={isDisabled}
            onClick={() => choose(choice.value)}
          >
            {choice.label}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

/** The label of a value; what is new to the console is shown as it is. */
export function labelOf<Value extends string>(choices: readonly Choice<Value>[], value: Value): string {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}
