import { Box, Card, Group, Stack, Table, Text } from '@mantine/core';
import type { PresetAnswer, PresetPart } from '@stepup/contracts';
import { formatCount, formatPercent, formatRange, formatShare } from '@stepup/wording/numbers';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { dealsAddress } from '../deals/deals-filter.ts';
import { useNames } from '../names/use-names.ts';
import { Fact } from '../notices/fact.tsx';

type PresetStep = PresetAnswer['rows'][number]['steps'][number];

const columns = ['Their way', 'Ours (90 % range)', 'Deals both count', 'Only theirs', 'Only ours'] as const;
/** The columns with a rate; what follows are counts. */
const sharesShown = 2;

/** A line a step: their share and ours, and which deals make the difference; every count opens its deals. */
export function PresetTable({ answer }: { answer: PresetAnswer }) {
  const names = useNames();
  const steps = answer.rows[0]?.steps ?? [];
  if (steps.length === 0) return <Text size="sm">No deal was counted either way in this time.</Text>;
  const lines = steps.map((step) => ({
    id: step.stage_id,
    name: names.step(answer.pipeline_id, step.stage_id),
    cells: cellsOf(step, answer),
  }));
  return (
    <>
      <Box visibleFrom="sm">
        <Table verticalSpacing={6} className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Step</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ id, name, cells }) => (
              <Table.Tr key={id}>
                <Table.Td>{name}</Table.Td>
                {columns.map((column, index) => (
                  <Table.Td key={column}>{cells[index]}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Box>
      <Stack hiddenFrom="sm" gap="xs">
        {lines.map(({ id, name, cells }) => (
          <Card key={id} withBorder padding="sm" className="tabular">
            <Text fw={600}>{name}</Text>
            {columns.slice(0, sharesShown).map((column, index) => (
              <Fact key={column} name={column}>
                {cells[index]}
              </Fact>
            ))}
            <Group gap="md" mt={4}>
              {columns.slice(sharesShown).map((column, index) => (
                <Text key={column} size="sm">
                  {column} {cells[sharesShown + index]}
                </Text>
              ))}
            </Group>
          </Card>
        ))}
      </Stack>
    </>
  );
}

function cellsOf(step: PresetStep, answer: PresetAnswer): ReactNode[] {
  const { theirs, ours, bridge } = step;
  const at = {
    pipeline: answer.pipeline_id,
    stage: step.stage_id,
    from: answer.from,
    to: answer.to,
    as_of: answer.as_of,
  };
  const part = (counted: PresetPart, text: string) => (
    <CountLink to={dealsAddress({ ...at, preset: answer.preset.id, counted })}>{text}</CountLink>
  );
  return [
    theirs.rate === null ? (
      'nothing counted'
    ) : (
      <>
        {formatPercent(theirs.rate)}, {part('theirs', formatShare(theirs.moved, theirs.of))}
      </>
    ),
    ours.rate === null || ours.interval === null ? (
      'nothing entered'
    ) : (
      <>
        {formatPercent(ours.rate)} ({formatRange(ours.interval)}),{' '}
        <CountLink to={dealsAddress(at)}>{formatShare(ours.advanced, ours.entered)}</CountLink> so far
      </>
    ),
    ...(bridge === null
      ? []
      : (['both', 'only_theirs', 'only_ours'] as const).map((counted) =>
          bridge[counted] === 0 ? '0' : part(counted, formatCount(bridge[counted])),
        )),
  ];
}

function CountLink({ to, children }: { to: string; children: string }) {
  return (
    <Link className="number-link" to={to}>
      {children}
    </Link>
  );
}
