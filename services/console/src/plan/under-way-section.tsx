import { Button, Group } from '@mantine/core';
import { PageSection } from '../app/page-section.tsx';
import { ChoiceButtons } from '../forms/choice-buttons.tsx';
import { ConfirmationChoice } from './confirmation-choice.tsx';
import { usePlanOnScreen } from './plan-context.tsx';

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
    <PageSection title="Under way">
      <ConfirmationChoice
        label="Seen on a real deal within 14 days?"
        verdict={plan.confirmation.observation.at(-1)?.value ?? null}
        canChoose={side !== null}
        isBusy={isMoving}
        choose={(verdict) => move({ kind: 'confirm_by_observation', verdict })}
      />
      <ChoiceButtons
        label="Did the behaviour change?"
        choices={verdicts}
        value={seen}
        isDisabled={side === null || isMoving}
        choose={(verdict) => move({ kind: 'record_behaviour_verdict', verdict })}
      />
      {side !== null && seen !== null && (
        <Group justify="flex-end">
          <Button onClick={() => move({ kind: 'complete' })} loading={isMoving}>
            Complete the plan
          </Button>
        </Group>
      )}
    </PageSection>
  );
}
