import { Anchor, Box, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RateRow } from '../charts/rate-row.ts';
import { formatCount, formatPercent } from '@stepup/wording/numbers';
import { stepRateWords } from '../wording/step-rate.ts';

interface RatesTableProps {
  rows: readonly RateRow[];
  firstColumn: string;
  /** The deals of a row, all of them or those that are still open. */
  addressOf: (row: RateRow, state?: 'open') => string;
  /** Shows one person's steps, where the rows are people. */
  choose?: (id: string) => void;
}

/** The chart's numbers as text, a row each, on a phone one below the other; each count opens the deals behind it. */
export function RatesTable(props: RatesTableProps) {
  const { rows, firstColumn } = props;
  return (
    <>
      <Box visibleFrom="sm">
        <Table verticalSpacing={6} className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{firstColumn}</Table.Th>
              <Table.Th>Moved on</Table.Th>
              <Table.Th>Open</Table.Th>
              <Table.Th>Step-up rate (90 % range)</Table.Th>
              <Table.Th>Typical colleague</Table.Th>
              <Table.Th>Gap</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <RowName row={row} {...props} />
                </Table.Td>
                <Table.Td>
                  <Link className="number-link" to={props.addressOf(row)}>
                    {row.moved}
                  </Link>
                </Table.Td>
                <Table.Td>
                  <OpenDeals row={row} {...props} />
                </Table.Td>
                <Table.Td>{stepRateWords(row.stepRate)}</Table.Td>
                <Table.Td>{row.typical === null ? 'not compared' : formatPercent(row.typical)}</Table.Td>
                <Table.Td>{row.isFlagged && <Flagged />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
      <Stack gap="sm" mt="xs" hiddenFrom="sm" className="tabular">
        {rows.map((row) => (
          <div key={row.id}>
            <RowName row={row} {...props} />
            <Text size="sm">
              <Link className="number-link" to={props.addressOf(row)}>
                {row.moved}
              </Link>{' '}
              moved on, <OpenDeals row={row} {...props} /> open
            </Text>
            <Text size="sm" c="dimmed">
              {row.stepRate.kind === 'rate' && 'step-up rate '}
              {stepRateWords(row.stepRate)}
              {row.typical !== null && `, typical ${formatPercent(row.typical)}`}{' '}
              {row.isFlagged && <Flagged />}
            </Text>
          </div>
        ))}
      </Stack>
    </>
  );
}

function RowName({ row, choose }: { row: RateRow } & Pick<RatesTableProps, 'choose'>) {
  if (choose === undefined) return <Text size="sm">{row.label}</Text>;
  return (
    <Anchor component="button" size="sm" ta="left" onClick={() => choose(row.id)}>
      {row.label}
    </Anchor>
  );
}

function OpenDeals({ row, addressOf }: { row: RateRow } & Pick<RatesTableProps, 'addressOf'>) {
  if (row.open === 0) return <>0</>;
  return (
    <Link className="number-link" to={addressOf(row, 'open')}>
      {formatCount(row.open)}
    </Link>
  );
}

function Flagged() {
  return (
    <Link className="number-link" to="/gaps">
      flagged
    </Link>
  );
}
