import { Badge, Group, List, Text } from '@mantine/core';
import type { PracticeEffects } from '@stepup/contracts';
import { pointsAtHalf } from '@stepup/wording/effect-sentences';
import { sayAssociation } from '@stepup/wording/practice-sentences';
import { EffectRange } from '../charts/effect-range.tsx';
import { Disclosure } from '../notices/disclosure.tsx';

/** Beside a card: what goes with the practice, how sure that is, and that it is no cause. */
export function KnownOf({ row, lookedAt }: { row: PracticeEffects['rows'][number]; lookedAt: number }) {
  const { value, note, basis } = sayAssociation(row, lookedAt);
  const { difference } = row;
  return (
    <div>
      <Group gap="xs">
        <Text size="sm" fw={550}>
          What is known of it
        </Text>
        {row.stands_out && (
          <Badge color="teal" variant="light">
            Stands out
          </Badge>
        )}
      </Group>
      <Text size="sm" c={value === null ? 'dimmed' : 'inherit'}>
        {value !== null && <b>{value} </b>}
        {value === null ? note : `(${note})`}
      </Text>
      {difference !== null && (
        <>
          <EffectRange
            mean={pointsAtHalf(difference.mean)}
            range={[pointsAtHalf(difference.interval[0]), pointsAtHalf(difference.interval[1])]}
          />
          <Disclosure question="Does it make the effect, or only go with it?">
            <List size="sm" spacing={2}>
              {basis.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </Disclosure>
        </>
      )}
    </div>
  );
}
