import { Badge, Group, Text } from '@mantine/core';
import type { VerdictTone } from '@stepup/wording/verdict-sentences';

/** Colours of verdicts; the word beside says the same. */
const colours: Readonly<Record<VerdictTone, string>> = {
  good: 'teal',
  bad: 'orange',
  open: 'blue',
  nothing: 'gray',
};

/** What is judged, the verdict in a word, and in one sentence. */
export function VerdictLine({
  about,
  said: { word, tone, headline },
}: {
  about: string;
  said: { readonly word: string; readonly tone: VerdictTone; readonly headline: string };
}) {
  return (
    <div>
      <Group gap="xs" wrap="wrap">
        <Text size="sm" c="dimmed">
          {about}
        </Text>
        <Badge color={colours[tone]} variant="light">
          {word}
        </Badge>
      </Group>
      <Text fw={550}>{headline}</Text>
    </div>
  );
}
