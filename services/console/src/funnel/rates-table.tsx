import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RateRow } from '../charts/rate-row.ts';
import { formatPercent, formatRange } from '../wording/numbers.ts';

/** The chart's numbers as text; each count opens the deals behind it. */
export function RatesTable({
  rows,
  firstColumn,
  addressOf,
  choose,
}: {
  rows: readonly RateRow[];
  firstColumn: string;
  addressOf: (row: RateRow) => string;
  /** Shows one person's steps, where the rows are people. */
  choose?: (id: string) => void;
}) {
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table verticalSpacing={6} className="tabular">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{firstColumn}</Table.Th>
            <Table.Th>Moved on</Table.Th>
            <Table.Th>Rate (90 % range)</Table.Th>
            <Table.Th>Typical colleague</Table.Th>
            <Table.Th>Gap</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                {choose === undefined ? (
                  row.label
                ) : (
                  <Anchor component="button" size="sm" onClick={() => choose(row.id)}>
                    {row.label}
                  </Anchor>
                )}
              </Table.Td>
              <Table.Td>
                <Link className="number-link" to={addressOf(row)}>
                  {row.counts}
                </Link>
              </Table.Td>
              <Table.Td>
                {row.rate === null || row.interval === null
                  ? 'no deal yet'
                  : `${formatPercent(row.rate)} (${formatRange(row.interval)})`}
              </Table.Td>
              <Table.Td>
                {row.typical === null ? (
                  <Text size="sm" c="dimmed">
                    not compared
                  </Text>
                ) : (
                  formatPercent(row.typical)
                )}
              </Table.Td>
              <Table.Td>
                {row.isFlagged ? (
                  <Link className="number-link" to="/gaps">
                    flagged
                  </Link>
                ) : (
                  ''
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
