import { Stack, Text } from '@mantine/core';
import type { OutcomeVerification } from '@stepup/contracts';
import { formatDay } from '@stepup/wording/dates';
import { outcomeWord } from '@stepup/wording/verdict-sentences';
import { useTimeZone } from '../api/use-time-zone.ts';
import { Disclosure } from '../notices/disclosure.tsx';

interface Version {
  version: number;
  made_at: string;
  verdict: OutcomeVerification['verdict'];
}

/** What was said before, newest first; nothing where this is the first saying. */
export function EarlierVerdicts({ versions }: { versions: readonly Version[] }) {
  const timeZone = useTimeZone();
  if (versions.length <= 1) return null;
  return (
    <Disclosure question="What was said before?">
      <Stack gap={2} component="ul" m={0} pl="md">
        {versions.slice(1).map(({ version, made_at, verdict }) => (
          <Text key={version} size="sm" component="li">
            {formatDay(made_at, timeZone)}: {outcomeWord(verdict).toLowerCase()}
          </Text>
        ))}
      </Stack>
      <Text size="xs" c="dimmed" mt={4}>
        Deals that are entered late can change what is told; what was said before stays as it was.
      </Text>
    </Disclosure>
  );
}
