import { Checkbox, SimpleGrid, Text } from '@mantine/core';
import type { Person } from '../api/console-answers.ts';
import { useDiagnoses } from '../api/use-diagnoses.ts';

const fewestToDraw = 6;

/** Who takes part: everybody whom the reader leads, with a word where the step is flagged. Nobody is chosen in advance. */
export function PeopleChoice({
  people,
  step,
  chosen,
  choose,
}: {
  people: readonly Person[];
  step: { pipeline_id: string; stage_id: string } | null;
  chosen: string[];
  choose: (personIds: string[]) => void;
}) {
  // Read beside: the page does not wait for the look to be replayed.
  const findings = useDiagnoses().data?.items ?? [];
  const flagged = new Set(
    findings
      .filter(({ pipeline_id, stage_id }) => pipeline_id === step?.pipeline_id && stage_id === step.stage_id)
      .map(({ rep_id }) => rep_id),
  );
  return (
    <Checkbox.Group
      label="Who takes part?"
      description="From six on they can start by lot, half now and half later"
      value={chosen}
      onChange={choose}
      required
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs" mt="xs">
        {people.map(({ person_id, name }) => (
          <Checkbox
            key={person_id}
            value={person_id}
            label={
              <>
                {name ?? person_id}
                {flagged.has(person_id) && (
                  <Text span inherit c="dimmed">
                    {' '}
                    · a gap is flagged here
                  </Text>
                )}
              </>
            }
          />
        ))}
      </SimpleGrid>
      {people.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody who sells reports to you.
        </Text>
      )}
      <Text size="sm" mt="xs" role="status">
        {sayChosen(chosen.length)}
      </Text>
    </Checkbox.Group>
  );
}

function sayChosen(count: number): string {
  if (count === 0) return 'Nobody chosen yet.';
  if (count === 1) return '1 chosen; a campaign needs two people.';
  if (count < fewestToDraw)
    return `${count} chosen. With ${fewestToDraw} or more, half of them could start by lot.`;
  return `${count} chosen: enough to start half of them by lot.`;
}
