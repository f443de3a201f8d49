import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { describeFailure } from '../wording/failure-words.ts';

/** What went wrong and what to do about it; with `retry`, a button that does it. */
export function FailureNotice({ error, retry }: { error: unknown; retry?: () => unknown }) {
  const { title, whatToDo, detail } = describeFailure(error);
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{whatToDo}</Text>
        {detail !== null && (
          <Text size="xs" c="dimmed">
            For whoever helps you: <Code>{detail}</Code>
          </Text>
        )}
        {retry !== undefined && (
          <Group>
            <Button size="xs" variant="light" color="orange" onClick={() => retry()}>
              Try again
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
