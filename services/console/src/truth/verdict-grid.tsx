import { Card, Table, Text, Title } from '@mantine/core';
import type { Truth } from '../api/truth-answer.ts';
import { useNames } from '../names/use-names.ts';
import type { ComparedCell } from './compare-with-truth.ts';
import { VerdictBadge } from './verdict-badge.tsx';

/** People down, steps across: where the diagnosis was right, and where not. */
export function VerdictGrid({
  compared,
  steps,
}: {
  compared: readonly ComparedCell[];
  steps: Truth['pipeline']['steps'];
}) {
  const names = useNames();
  const people = [...new Set(compared.map(({ truth }) => truth.rep_id))].sort((one, other) =>
    names.person(one).localeCompare(names.person(other)),
  );
  const cellOf = (repId: string, stageId: string) =>
    compared.find(({ truth }) => truth.rep_id === repId && truth.stage_id === stageId);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        By person and step
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Found: a real gap with a sign. Missed: a real gap without. False alarm: a sign without a gap. Where
        nothing stands there is neither.
      </Text>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              {steps.map(({ stage_id, name }) => (
                <Table.Th key={stage_id}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.map((repId) => (
              <Table.Tr key={repId}>
                <Table.Th fw={500}>{names.person(repId)}</Table.Th>
                {steps.map(({ stage_id }) => {
                  const verdict = cellOf(repId, stage_id)?.verdict ?? 'neither';
                  return (
                    <Table.Td key={stage_id}>
                      {verdict !== 'neither' && <VerdictBadge verdict={verdict} />}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
