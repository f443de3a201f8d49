import { Box, Stack, Table, Text } from '@mantine/core';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '@stepup/wording/dates';
import { formatPercent } from '@stepup/wording/numbers';
import type { ComparedCell } from './compare-with-truth.ts';
import { StatementOfDiagnosis } from './statement-of-diagnosis.tsx';

/** What cells were made from beside what the diagnosis says, a row each; on a phone one below the other. */
export function ComparisonTable({ rows }: { rows: readonly ComparedCell[] }) {
  return (
    <>
      <Box visibleFrom="sm">
        <Table verticalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person and step</Table.Th>
              <Table.Th>Made from</Table.Th>
              <Table.Th>The diagnosis says</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={keyOf(row)}>
                <Table.Td>
                  <PersonAndStep row={row} />
                </Table.Td>
                <Table.Td>
                  <MadeFrom row={row} />
                </Table.Td>
                <Table.Td>
                  <StatementOfDiagnosis row={row} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
      <Stack gap="md" hiddenFrom="sm">
        {rows.map((row) => (
          <div key={keyOf(row)}>
            <PersonAndStep row={row} />
            <Text size="xs" fw={550} mt={4}>
              Made from
            </Text>
            <MadeFrom row={row} />
            <Text size="xs" fw={550} mt={4}>
              The diagnosis says
            </Text>
            <StatementOfDiagnosis row={row} />
          </div>
        ))}
      </Stack>
    </>
  );
}

function keyOf({ truth }: ComparedCell): string {
  return JSON.stringify([truth.rep_id, truth.stage_id]);
}

function PersonAndStep({ row: { truth, cell } }: { row: ComparedCell }) {
  const names = useNames();
  return (
    <div>
      <Text size="sm" fw={550}>
        {names.person(truth.rep_id)}
      </Text>
      <Text size="xs" c="dimmed">
        {names.step(cell?.pipeline_id ?? null, truth.stage_id)}
      </Text>
    </div>
  );
}

function MadeFrom({ row: { truth, planted } }: { row: ComparedCell }) {
  const timeZone = useTimeZone();
  return (
    <div>
      <Text size="sm" className="tabular">
        {formatPercent(truth.rate)}, typical {formatPercent(truth.typical)}
      </Text>
      {truth.coached !== null && (
        <Text size="sm" className="tabular">
          {formatPercent(truth.coached.rate)} since the coaching from{' '}
          {formatDay(truth.coached.from, timeZone)}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {planted === null ? 'Not planted: people differ.' : `Planted: ${planted.cause}`}
      </Text>
    </div>
  );
}
