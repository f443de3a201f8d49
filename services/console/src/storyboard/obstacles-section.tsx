import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { obstacleRecords } from '../api/coaching-records.ts';
import type { ObstacleRecord } from '../api/console-answers.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { usePlanOnScreen } from '../plan/plan-context.tsx';
import { formatDay } from '@stepup/wording/dates';

/** What stands between actual and target condition: one is worked on, the others wait in the parking lot. */
export function ObstaclesSection() {
  const { plan, side } = usePlanOnScreen();
  const obstacles = obstacleRecords.useList({ plan: plan.id });
  const open = obstacleRecords.useOpen(plan.id);
  const mover = obstacleRecords.useMove();
  if (!obstacles.isSuccess) return null;
  const of = (state: ObstacleRecord['state']) => obstacles.data.filter((one) => one.state === state);
  const [now] = of('worked_on');
  const parked = of('parked');
  const removed = of('removed');
  const isOneOfTwo = side !== null && plan.state === 'active';
  // Of a plan that has ended nobody is asked for more.
  if (!isOneOfTwo && obstacles.data.length === 0) return null;
  return (
    <PageSection title="Obstacles">
      {now === undefined && isOneOfTwo && (
        <Text size="sm" c="dimmed">
          None is worked on now.{' '}
          {parked.length > 0
            ? 'Take one out of the parking lot.'
            : 'What stands in the way? Name the first one.'}
        </Text>
      )}
      {now !== undefined && <ObstacleNow key={now.id} obstacle={now} />}
      {parked.length > 0 && (
        <Stack gap={6}>
          <Text size="sm" fw={550}>
            Parking lot
          </Text>
          {parked.map((obstacle) => (
            <Group key={obstacle.id} justify="space-between" wrap="nowrap" align="flex-start">
              <Text size="sm" className="any-break">
                {obstacle.texts.at(-1)?.text}
              </Text>
              {isOneOfTwo && (
                <Button
                  size="compact-sm"
                  variant="default"
                  style={{ flexShrink: 0 }}
                  disabled={mover.isPending}
                  aria-label={`Work on: ${obstacle.texts.at(-1)?.text ?? ''}`}
                  onClick={() => mover.mutate({ record: obstacle, move: { kind: 'work_on' } })}
                >
                  Work on it
                </Button>
              )}
            </Group>
          ))}
        </Stack>
      )}
      {removed.length > 0 && <Removed obstacles={removed} />}
      {isOneOfTwo && (
        <OneLineForm
          label="Another obstacle?"
          placeholder="What stands in the way, as it can be seen"
          button="Park it"
          isBusy={open.isPending}
          maxLength={500}
          send={(text, onDone) => open.mutate({ opening: { text } }, { onSuccess: onDone })}
        />
      )}
      <Refusal error={open.error ?? mover.error} />
    </PageSection>
  );
}

function ObstacleNow({ obstacle }: { obstacle: ObstacleRecord }) {
  const { plan, side } = usePlanOnScreen();
  const mover = obstacleRecords.useMove();
  const timeZone = useTimeZone();
  const [isEnding, setIsEnding] = useState(false);
  return (
    <Card withBorder padding="sm" bg="var(--mantine-primary-color-light)">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={550} className="any-break">
          {obstacle.texts.at(-1)?.text}
        </Text>
        <Badge variant="filled">Now</Badge>
      </Group>
      <Text size="xs" c="dimmed">
        since {formatDay(obstacle.since, timeZone)}
      </Text>
      {side !== null && plan.state === 'active' && !isEnding && (
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" variant="default" onClick={() => setIsEnding(true)}>
            It is out of the way
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={mover.isPending}
            onClick={() => mover.mutate({ record: obstacle, move: { kind: 'park' } })}
          >
            Back to the parking lot
          </Button>
        </Group>
      )}
      {isEnding && (
        <OneLineForm
          label="What did we learn from it?"
          button="It is out of the way"
          isBusy={mover.isPending}
          maxLength={500}
          send={(text, onDone) =>
            mover.mutate({ record: obstacle, move: { kind: 'remove', learned: text } }, { onSuccess: onDone })
          }
        />
      )}
      <Refusal error={mover.error} />
    </Card>
  );
}

function Removed({ obstacles }: { obstacles: readonly ObstacleRecord[] }) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={550}>
        Out of the way
      </Text>
      {obstacles.map(({ id, texts, learned }) => (
        <Text key={id} size="sm" className="any-break">
          {texts.at(-1)?.text}
          {learned !== null && (
            <Text span c="dimmed" inherit>
              {' '}
              · learned: {learned.text}
            </Text>
          )}
        </Text>
      ))}
    </Stack>
  );
}
