import { Alert, List, Stack, Table, Text } from '@mantine/core';
import type { PlaybookCheck } from '@stepup/contracts';
import { FaultList } from '../yaml-editor/fault-list.tsx';
import { changeSentence, placeWords } from './change-sentences.ts';

/** Beside the editor: the faults, each leading to its line; without faults, what saving would change. */
export function PlaybookCheckPanel({
  check,
  goToLine,
}: {
  check: PlaybookCheck;
  goToLine: (line: number, column: number) => void;
}) {
  const { problems, changes, stages } = check;
  if (problems.length > 0) {
    return <FaultList problems={problems} goToLine={goToLine} />;
  }
  return (
    <Stack gap="md">
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          No fault, and nothing that differs from what is in use.
        </Text>
      ) : (
        <Alert color="blue" title="What saving changes">
          <List size="sm" spacing={4}>
            {changes.map((change) => (
              <List.Item key={`${change.what}:${change.id}:${change.kind}`}>
                {changeSentence(change)}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {stages.length > 0 && (
        <Table fz="sm" captionSide="top">
          <Table.Caption>Your stages in this playbook</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Stage</Table.Th>
              <Table.Th>Step</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {stages.map((stage) => (
              <Table.Tr key={`${stage.pipeline_id} ${stage.stage_id}`}>
                <Table.Td className="any-break">{stage.name}</Table.Td>
                <Table.Td>
                  {stage.step_name ?? 'None: no reasons are shown here'}
                  <Text size="xs" c="dimmed">
                    {placeWords[stage.known]}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
