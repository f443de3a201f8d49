import { Card, Select, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useNames } from '../names/use-names.ts';
import type { ComparedCell, TruthTally, TruthVerdict } from './compare-with-truth.ts';
import { ComparisonTable } from './comparison-table.tsx';
import { verdictWords } from './verdict-badge.tsx';

const verdicts = ['found', 'missed', 'false_alarm', 'neither'] as const satisfies readonly TruthVerdict[];

/** Every compared cell in full, by what became of it; the counts are those at the top. */
export function VerdictList({ compared, tally }: { compared: readonly ComparedCell[]; tally: TruthTally }) {
  const names = useNames();
  const [chosen, setChosen] = useState<TruthVerdict>('found');
  const rows = compared
    .filter(({ verdict }) => verdict === chosen)
    .sort((one, other) => names.person(one.truth.rep_id).localeCompare(names.person(other.truth.rep_id)));
  return (
    <Card withBorder component="section">
      <Stack gap="xs">
        <Title order={2} size="h4">
          One by one
        </Title>
        <Text size="sm" c="dimmed">
          What each was made from, and what the diagnosis says without knowing it. Some gaps were planted with
          a cause; others are there because people differ.
        </Text>
        <Select
          label="Show"
          maw={280}
          data={verdicts.map((verdict) => ({
            value: verdict,
            label: `${verdictWords[verdict]} (${tally.byVerdict[verdict]})`,
          }))}
          value={chosen}
          onChange={(value) => {
            const verdict = verdicts.find((one) => one === value);
            if (verdict !== undefined) setChosen(verdict);
          }}
          allowDeselect={false}
        />
        {rows.length === 0 ? <Text size="sm">None.</Text> : <ComparisonTable rows={rows} />}
      </Stack>
    </Card>
  );
}
