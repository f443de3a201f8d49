import { Button, Group, Stack, Text } from '@mantine/core';
import { ConfirmationChoice } from './confirmation-choice.tsx';
import { usePlanOnScreen } from './plan-context.tsx';
import { PlanSection } from './plan-section.tsx';

const verdicts = [
  { value: 'changed', label: 'It changed' },
  { value: 'not_yet', label: 'Not yet' },
  { value: 'not_seen', label: 'Not seen' },
] as const;

/** While the plan runs: was the gap seen in action, did the behaviour change, is it done? */
export function UnderWaySection() {
  const { plan, side, isMoving, move } = usePlanOnScreen();
  const seen = plan.behaviour_verdict.at(-1)?.value ?? null;
  return (
    <PlanSection title="Under way">
      <ConfirmationChoice
        label="Seen on a real deal within 14 days?"
        verdict={plan.confirmation.observation.at(-1)?.value ?? null}
        canChoose={side !== null}
        isBusy={isMoving}
        choose={(verdict) => move({ kind: 'confirm_by_observation', verdict })}
      />
      <Stack gap={6} role="group" aria-label="Did the behaviour change?">
        <Text size="sm" fw={550}>
          Did the behaviour change?
        </Text>
        <Group gap="xs">
          {verdicts.map(({ value, label }) => (
            <Button
              key={value}
              variant={seen === value ? 'filled' : 'default'}
              aria-pressed={seen === value}
              disabled={side === null || isMoving}
              onClick={() => move({ kind: 'record_behaviour_verdict', verdict: value })}
            >
              {label}
            </Button>
          ))}
        </Group>
      </Stack>
      {side !== null && seen !== null && (
        <Group justify="flex-end">
          <Button onClick={() => move({ kind: 'complete' })} loading={isMoving}>
            Complete the plan
          </Button>
        </Group>
      )}
    </PlanSection>
  );
}
