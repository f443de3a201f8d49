import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { DataQualityCheck } from '@stepup/contracts';
import { CheckRecords } from './check-records.tsx';
import { foundWords } from './found-words.ts';

/** One check that found something: how much, what to do, and on request the records. */
export function CheckCard({
  check,
  isOpen,
  toggle,
}: {
  check: DataQualityCheck;
  isOpen: boolean;
  toggle: () => void;
}) {
  return (
    <Card withBorder padding="md" component="section" aria-label={check.title}>
      <Stack gap={6}>
        <Group justify="space-between" align="baseline">
          <Title order={2} size="h4">
            {check.title}
          </Title>
          <Text fw={650} c="orange" className="tabular">
            {foundWords(check)}
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {check.definition}
        </Text>
        <Text size="sm">
          <b>What to do.</b> {check.what_to_do}
        </Text>
        <Group>
          <Button size="compact-sm" variant="light" aria-expanded={isOpen} onClick={toggle}>
            {isOpen ? 'Close the list' : 'See which'}
          </Button>
        </Group>
        {isOpen && <CheckRecords check={check} />}
      </Stack>
    </Card>
  );
}
