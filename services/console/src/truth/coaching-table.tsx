import { Card, Table, Text, Title } from '@mantine/core';
import type { Truth } from '../api/truth-answer.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '@stepup/wording/dates';
import { humaniseId } from '@stepup/wording/humanise-id';

/** Which coaching took place in the simulation, and whether it changed anything. */
export function CoachingTable({
  truth,
  visible,
}: {
  truth: Truth;
  /** Whom the reader may see. */
  visible: ReadonlySet<string>;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  if (truth.coaching.length === 0) return null;
  const peopleWords = (ids: readonly string[]): string => {
    const seen = ids.filter((id) => visible.has(id));
    const others = ids.length - seen.length;
    return [
      ...seen.map((id) => names.person(id)),
      ...(others === 0 ? [] : [`${others} ${others === 1 ? 'person' : 'people'} of other teams`]),
    ].join(', ');
  };
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Coaching that took place
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Those chosen were low before, so a plain before-and-after comparison makes any coaching look good.
      </Text>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Skill</Table.Th>
              <Table.Th>Step</Table.Th>
              <Table.Th>People</Table.Th>
              <Table.Th>From</Table.Th>
              <Table.Th>True effect</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {truth.coaching.map(({ coaching_id, skill, stage_id, rep_ids, from, effect_logit }) => (
              <Table.Tr key={coaching_id}>
                <Table.Td>{humaniseId(skill)}</Table.Td>
                <Table.Td>{names.step(truth.pipeline.pipeline_id, stage_id)}</Table.Td>
                <Table.Td>{peopleWords(rep_ids)}</Table.Td>
                <Table.Td>{formatDay(from, timeZone)}</Table.Td>
                <Table.Td>
                  {effect_logit === 0 ? 'none' : `moves rates ${effect_logit > 0 ? 'up' : 'down'}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
