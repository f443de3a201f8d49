import { Box, Button, Collapse } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';

/** More of something, for whoever asks. */
export function Disclosure({ question, children }: { question: string; children: ReactNode }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <Box>
      <Button variant="subtle" size="compact-sm" ml={-8} onClick={toggle} aria-expanded={isOpen}>
        {question}
      </Button>
      <Collapse expanded={isOpen}>
        <Box mt={4}>{children}</Box>
      </Collapse>
    </Box>
  );
}
