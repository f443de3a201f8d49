import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';

/** One text to write and send. It is emptied once it has been taken. */
export function OneLineForm({
  label,
  description,
  placeholder,
  button,
  isBusy,
  send,
  beside,
  maxLength = 5000,
}: {
  label: string;
  description?: string;
  placeholder?: string;
  button: string;
  isBusy: boolean;
  send: (text: string, onDone: () => void) => void;
  beside?: ReactNode;
  /** As long as the API takes. */
  maxLength?: number;
}) {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') send(text.trim(), () => setText(''));
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={label}
          description={description}
          placeholder={placeholder}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={maxLength}
          autosize
          minRows={2}
        />
        <Group justify="space-between" align="flex-end">
          <div>{beside}</div>
          <Button type="submit" variant="light" loading={isBusy} disabled={text.trim() === ''}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
