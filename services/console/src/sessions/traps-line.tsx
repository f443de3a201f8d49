import { Group, Text } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useSessionOnScreen } from './session-context.tsx';
import { readTraps } from './read-traps.ts';

/** What keeps a talk from becoming telling: ticked off by what was written, never asked for. */
export function TrapsLine() {
  const { session } = useSessionOnScreen();
  return (
    <Group gap="md" aria-label="Asking rather than telling" role="list">
      {readTraps(session).map(({ label, isKept }) => (
        <Group key={label} gap={4} wrap="nowrap" role="listitem">
          {isKept ? (
            <IconCircleCheckFilled size={16} color="var(--mantine-color-teal-6)" aria-label="Done:" />
          ) : (
            <IconCircle size={16} color="var(--mantine-color-dimmed)" aria-label="Still open:" />
          )}
          <Text size="sm" c={isKept ? 'inherit' : 'dimmed'}>
            {label}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
