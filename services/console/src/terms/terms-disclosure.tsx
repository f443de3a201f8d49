import { Box, Button, Collapse, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type Term, terms } from '../wording/terms.ts';

/** What the words of a page mean, for whoever asks. */
export function TermsDisclosure({ of }: { of: readonly Term[] }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <Box>
      <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={isOpen}>
        What do the words mean?
      </Button>
      <Collapse expanded={isOpen}>
        <Box component="dl" m={0} mt="xs" px="xs">
          {of.map((term) => (
            <Box key={term} mb={6}>
              <Text component="dt" size="sm" fw={600}>
                {terms[term].word}
              </Text>
              <Text component="dd" size="sm" c="dimmed" m={0}>
                {terms[term].meaning}
              </Text>
            </Box>
          ))}
        </Box>
      </Collapse>
    </Box>
  );
}
