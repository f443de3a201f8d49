import { Box, Stack, Table, Text } from '@mantine/core';
import { addSeconds, type DiagnosisCell, type Instant } from '@stepup/contracts';
import { Link } from 'react-router';
import { dealsAddress } from '../deals/deals-filter.ts';
import { useNames } from '../names/use-names.ts';
import { cellSentence } from '../wording/cell-sentence.ts';
import { formatPercent, formatShare } from '../wording/numbers.ts';
import { windowDaysOf } from './window-days-of.ts';

/** The cells of one step, a row each; on a phone one below the other. */
export function CellsTable({
  cells,
  asOf,
  readerId,
}: {
  cells: readonly DiagnosisCell[];
  asOf: Instant;
  readerId: string | null;
}) {
  const names = useNames();
  const nameOf = (cell: DiagnosisCell): string =>
    names.subject(cell.rep_id).isSelf ? 'You' : names.person(cell.rep_id);
  const sentenceOf = (cell: DiagnosisCell): string =>
    cellSentence(cell, { ownPage: cell.rep_id === readerId });
  const typicalOf = ({ typical }: DiagnosisCell): string => (typical === null ? '–' : formatPercent(typical));
  return (
    <>
      <Box visibleFrom="sm">
        <Table verticalSpacing={6} className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th>Moved on</Table.Th>
              <Table.Th>Typical</Table.Th>
              <Table.Th>What we can say</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cells.map((cell) => (
              <Table.Tr key={cell.rep_id}>
                <Table.Td>{nameOf(cell)}</Table.Td>
                <Table.Td>
                  <CellDeals cell={cell} asOf={asOf} />
                </Table.Td>
                <Table.Td>{typicalOf(cell)}</Table.Td>
                <Table.Td>{sentenceOf(cell)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
      <Stack gap="sm" hiddenFrom="sm" className="tabular">
        {cells.map((cell) => (
          <div key={cell.rep_id}>
            <Text size="sm">
              <b>{nameOf(cell)}</b> <CellDeals cell={cell} asOf={asOf} />, typical {typicalOf(cell)}
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
  const address = dealsAddress({
    rep: cell.rep_id,
    pipeline: cell.pipeline_id,
    stage: cell.stage_id,
    from: addSeconds(asOf, -windowDaysOf(cell) * 86_400),
    to: asOf,
    as_of: asOf,
  });
  return (
    <Link className="number-link" to={address}>
      {formatShare(cell.mature.advanced, cell.mature.entered)}
    </Link>
  );
}
