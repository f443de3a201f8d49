import { Text } from '@mantine/core';
import type { PracticeDistances } from '@stepup/contracts';
import { sayDistance } from '@stepup/wording/practice-sentences';
import { useNames } from '../names/use-names.ts';
import { Disclosure } from '../notices/disclosure.tsx';
import { Fact } from '../notices/fact.tsx';

export type DistanceOfCoach = PracticeDistances['rows'][number]['practices'][number] & { key: string };

/** How far the reader is from a reference; those whom they lead, by name, on request. */
export function DistancesOf({ distances }: { distances: readonly DistanceOfCoach[] }) {
  const names = useNames();
  const coaches = distances
    .map((distance) => ({ distance, subject: names.subject(distance.key), said: sayDistance(distance) }))
    .toSorted((one, other) => one.subject.name.localeCompare(other.subject.name));
  const own = coaches.find(({ subject }) => subject.isSelf);
  const others = coaches.filter(({ subject }) => !subject.isSelf);
  return (
    <>
      {own !== undefined && (
        <Text size="sm">
          <b>You: {own.said.word.toLowerCase()}</b> · {own.said.counts}.
        </Text>
      )}
      {others.length > 0 && (
        <Disclosure question="How far is each of those you lead?">
          {others.map(({ subject, said }) => (
            <Fact key={subject.name} name={subject.name}>
              {said.word}{' '}
              <Text span inherit c="dimmed">
                · {said.counts}
              </Text>
            </Fact>
          ))}
          <Text size="xs" c="dimmed" mt={4}>
            By name, and no order of merit.
          </Text>
        </Disclosure>
      )}
    </>
  );
}
