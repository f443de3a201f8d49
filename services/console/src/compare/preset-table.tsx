import { Table, Text } from '@mantine/core';
import type { PresetAnswer } from '@stepup/contracts';
import { useNames } from '../names/use-names.ts';
import { formatCount, formatPercent, formatRange, formatShare } from '@stepup/wording/numbers';

type PresetStep = PresetAnswer['rows'][number]['steps'][number];

/** A line a step: their share and ours, and which deals make the difference. */
export function PresetTable({ steps, pipelineId }: { steps: readonly PresetStep[]; pipelineId: string }) {
  const names = useNames();
  if (steps.length === 0) return <Text size="sm">No deal was counted either way in this time.</Text>;
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={6} className="tabular">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Step</Table.Th>
            <Table.Th>Their way</Table.Th>
            <Table.Th>Ours (90 % range)</Table.Th>
            <Table.Th>Deals both count</Table.Th>
            <Table.Th>Only theirs</Table.Th>
            <Table.Th>Only ours</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map((step) => (
            <Table.Tr key={step.stage_id}>
              <Table.Td>{names.step(pipelineId, step.stage_id)}</Table.Td>
              <Table.Td>{theirWords(step)}</Table.Td>
              <Table.Td>{ourWords(step)}</Table.Td>
              <Table.Td>{step.bridge === null ? '' : formatCount(step.bridge.both)}</Table.Td>
              <Table.Td>{step.bridge === null ? '' : formatCount(step.bridge.only_theirs)}</Table.Td>
              <Table.Td>{step.bridge === null ? '' : formatCount(step.bridge.only_ours)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function theirWords({ theirs }: PresetStep): string {
  if (theirs.rate === null) return 'nothing counted';
  return `${formatPercent(theirs.rate)}, ${formatShare(theirs.moved, theirs.of)}`;
}

function ourWords({ ours }: PresetStep): string {
  if (ours.rate === null || ours.interval === null) return 'nothing entered';
  return `${formatPercent(ours.rate)} (${formatRange(ours.interval)}), ${formatShare(ours.advanced, ours.entered)} so far`;
}
