import { Anchor, Select, Stack, Table, Text } from '@mantine/core';
import type { QuotaCoachingAnswer } from '@stepup/contracts';
import { formatMonth } from '@stepup/wording/dates';
import { formatCount, formatPercent } from '@stepup/wording/numbers';
import { outcomeWord } from '@stepup/wording/verdict-sentences';
import { useState } from 'react';
import { Link } from 'react-router';
import { useNames } from '../names/use-names.ts';

type Row = QuotaCoachingAnswer['rows'][number];

/** What one person sold of a quota, and the coaching there was, month by month. One person at a time: this is no league table. */
export function AttainmentOfPerson({ rows }: { rows: readonly Row[] }) {
  const names = useNames();
  const people = [...new Set(rows.map(({ rep_id }) => rep_id))]
    .map((value) => ({ value, label: names.person(value) }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  const [chosen, choose] = useState<string | null>(null);
  const personId = chosen ?? people[0]?.value ?? null;
  return (
    <Stack gap="xs">
      <Select
        label="Whose?"
        w={260}
        data={people}
        value={personId}
        allowDeselect={false}
        searchable
        onChange={choose}
      />
      <Table verticalSpacing={4} fz="sm" className="tabular">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Month</Table.Th>
            <Table.Th>Of quota</Table.Th>
            <Table.Th>Won</Table.Th>
            <Table.Th>Coaching</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows
            .filter(({ rep_id }) => rep_id === personId)
            .map((row) => (
              <Table.Tr key={row.month}>
                <Table.Td>{formatMonth(row.month)}</Table.Td>
                <Table.Td>{formatPercent(row.attainment)}</Table.Td>
                <Table.Td>
                  {formatCount(row.won_deals)} {row.won_deals === 1 ? 'deal' : 'deals'}
                </Table.Td>
                <Table.Td>
                  <Coaching row={row} />
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function Coaching({ row: { plan_id: planId, sessions, verdict } }: { row: Row }) {
  if (planId === null && sessions === 0)
    return (
      <Text size="sm" c="dimmed">
        –
      </Text>
    );
  return (
    <Text size="sm">
      {sessions > 0 && `${formatCount(sessions)} ${sessions === 1 ? 'session' : 'sessions'}`}
      {sessions > 0 && planId !== null && ', '}
      {planId !== null && (
        <Anchor component={Link} to={`/plans/${encodeURIComponent(planId)}`} inherit>
          plan
        </Anchor>
      )}
      {verdict !== null && `: ${outcomeWord(verdict).toLowerCase()}`}
    </Text>
  );
}
