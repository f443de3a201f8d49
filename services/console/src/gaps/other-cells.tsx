import { Card, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core';
import type { Diagnosis } from '@stepup/contracts';
import { useState } from 'react';
import type { LatestCells } from '../api/use-latest-cells.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '../wording/dates.ts';
import { CellsTable } from './cells-table.tsx';

/** Everybody without a flagged gap at a step, and what the deals at hand could have shown. */
export function OtherCells({
  latest,
  findings,
  readerId,
}: {
  latest: Extract<LatestCells, { kind: 'cells' }>;
  findings: readonly Diagnosis[];
  readerId: string | null;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const [chosen, setChosen] = useState<string | null>(null);
  const steps = stepsInOrder(latest.cells, names);
  const step = steps.find(({ key }) => key === chosen) ?? steps[0];
  if (step === undefined) return null;
  const isFlagged = (repId: string): boolean =>
    findings.some((finding) => finding.rep_id === repId && keyOf(finding) === step.key);
  const cells = latest.cells
    .filter((cell) => keyOf(cell) === step.key && !isFlagged(cell.rep_id))
    .sort((one, other) => names.person(one.rep_id).localeCompare(names.person(other.rep_id)));
  const choices = steps.map(({ key, label }) => ({ value: key, label }));
  return (
    <Card withBorder padding="md" component="section">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            Where no gap is flagged
          </Title>
          <Text size="sm" c="dimmed">
            “No sign” is not “no gap”: few deals show only large ones. Diagnosis as of{' '}
            {formatDay(latest.asOf, timeZone)}.
          </Text>
        </div>
        <SegmentedControl
          visibleFrom="sm"
          aria-label="Step"
          data={choices}
          value={step.key}
          onChange={setChosen}
        />
        <Select
          hiddenFrom="sm"
          aria-label="Step"
          data={choices}
          value={step.key}
          onChange={setChosen}
          allowDeselect={false}
        />
        <CellsTable cells={cells} asOf={latest.asOf} readerId={readerId} />
        {!latest.complete && (
          <Text size="xs" c="orange">
            There are more people than are shown here.
          </Text>
        )}
      </Stack>
    </Card>
  );
}

interface Place {
  pipeline_id: string;
  stage_id: string;
}

function keyOf({ pipeline_id, stage_id }: Place): string {
  return JSON.stringify([pipeline_id, stage_id]);
}

/** Each step once, in the order of its process where that is known. */
function stepsInOrder(
  cells: readonly Place[],
  names: ReturnType<typeof useNames>,
): { key: string; label: string }[] {
  const places = new Map(cells.map((cell) => [keyOf(cell), cell]));
  const rank = ({ pipeline_id, stage_id }: Place): number => names.stagesOf(pipeline_id).indexOf(stage_id);
  return [...places]
    .sort(([, one], [, other]) => one.pipeline_id.localeCompare(other.pipeline_id) || rank(one) - rank(other))
    .map(([key, place]) => ({ key, label: names.stage(place.pipeline_id, place.stage_id) }));
}
