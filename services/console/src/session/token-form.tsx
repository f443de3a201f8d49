import { Button, Collapse, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';

/** Signs in with a token from elsewhere. */
export function TokenForm({ isBusy, use }: { isBusy: boolean; use: (token: string) => void }) {
  const [pasted, setPasted] = useState('');
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen}>
        <Text size="sm" c="dimmed" td="underline">
          I have a token
        </Text>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (pasted.trim() !== '') use(pasted.trim());
          }}
        >
          <Stack>
            <Textarea
              label="Token"
              description="From “stepup token --as PERSON --tenant TENANT”"
              value={pasted}
              onChange={(event) => setPasted(event.currentTarget.value)}
              autosize
              minRows={3}
            />
            <Button type="submit" variant="default" loading={isBusy}>
              Use this token
            </Button>
          </Stack>
        </form>
      </Collapse>
    </>
  );
}
