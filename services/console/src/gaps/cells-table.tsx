import { Box, Stack, Table, Text } from '@mantine/core';
import type { DiagnosisCell, Instant } from '@stepup/contracts';
import { Link } from 'react-router';
import { dealsAddress } from '../deals/deals-filter.ts';
import { cellSentence } from '@stepup/wording/cell-sentence';
import { formatPercent, formatRange, formatShare } from '@stepup/wording/numbers';
import { matureDealsOf } from './finding-numbers.ts';

/** Cells of a look, a row each; on a phone one below the other. */
export function CellsTable({
  cells,
  firstColumn,
  labelOf,
  asOf,
  readerId,
}: {
  cells: readonly DiagnosisCell[];
  firstColumn: string;
  labelOf: (cell: DiagnosisCell) => string;
  asOf: Instant;
  readerId: string | null;
}) {
  const sentenceOf = (cell: DiagnosisCell): string =>
    cellSentence(cell, { ownPage: cell.rep_id === readerId });
  const typicalOf = ({ typical }: DiagnosisCell): string =>
    typical === null ? 'not compared' : formatPercent(typical);
  // What is compared with the typical rate: younger deals count in it too, by how long they were seen.
  const likelyOf = ({ rate, interval }: DiagnosisCell): string =>
    rate === null || interval === null ? '–' : `${formatPercent(rate)}, range ${formatRange(interval)}`;
  const keyOf = (cell: DiagnosisCell): string =>
    JSON.stringify([cell.rep_id, cell.pipeline_id, cell.stage_id]);
  return (
    <>
      <Box visibleFrom="sm">
        <Table verticalSpacing={6} className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{firstColumn}</Table.Th>
              <Table.Th>Moved on, mature deals</Table.Th>
              <Table.Th>Likely step-up rate, all deals</Table.Th>
              <Table.Th>Typical colleague</Table.Th>
              <Table.Th>What we can say</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cells.map((cell) => (
              <Table.Tr key={keyOf(cell)}>
                <Table.Td>{labelOf(cell)}</Table.Td>
                <Table.Td>
                  <CellDeals cell={cell} asOf={asOf} />
                </Table.Td>
                <Table.Td>{likelyOf(cell)}</Table.Td>
                <Table.Td>{typicalOf(cell)}</Table.Td>
                <Table.Td>{sentenceOf(cell)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
      <Stack gap="sm" hiddenFrom="sm" className="tabular">
        {cells.map((cell) => (
          <div key={keyOf(cell)}>
            <Text size="sm" fw={600}>
              {labelOf(cell)}
            </Text>
            <Text size="sm">
              <CellDeals cell={cell} asOf={asOf} /> mature deals moved on
              {cell.rate !== null && `, likely ${likelyOf(cell)}`}
              {cell.typical !== null && `, typical ${typicalOf(cell)}`}
            </Text>
            <Text size="xs" c="dimmed">
              {sentenceOf(cell)}
            </Text>
          </div>
        ))}
      </Stack>
    </>
  );
}

function CellDeals({ cell, asOf }: { cell: DiagnosisCell; asOf: Instant }) {
  const basis = { lookAsOf: asOf, windowDays: cell.window_days, horizonDays: cell.horizon_days };
  return (
    <Link className="number-link" to={dealsAddress(matureDealsOf(cell, basis))}>
      {formatShare(cell.mature.advanced, cell.mature.entered)}
    </Link>
  );
}
