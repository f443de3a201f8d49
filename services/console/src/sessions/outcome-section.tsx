import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePlans } from '../api/use-plans.ts';
import { PageSection } from '../app/page-section.tsx';
import { ChoiceButtons, labelOf } from '../forms/choice-buttons.tsx';
import { currentPlanOf } from '../plan/current-plan.ts';
import { outcomeChoices } from '../wording/coaching-choices.ts';
import { useSessionOnScreen } from './session-context.tsx';

const lengths = [
  { value: '5', label: '5 min' },
  { value: '15', label: '15 min' },
  { value: '30', label: '30 min' },
  { value: '45', label: '45 min' },
  { value: '60', label: '1 hour' },
  { value: '90', label: '1½ hours' },
] as const;

/** How the session ended: the one thing that is asked of every session. */
export function OutcomeSection() {
  const { session, isMoving, move } = useSessionOnScreen();
  const plans = usePlans().data?.items ?? [];
  const [minutes, setMinutes] = useState<(typeof lengths)[number]['value'] | null>(null);
  const planId = session.plan_id ?? currentPlanOf(plans, session.learner_id)?.id ?? null;
  if (session.state === 'settled' && session.outcome !== null) {
    return (
      <Text size="sm">
        It ended with: <b>{labelOf(outcomeChoices, session.outcome).toLowerCase()}</b>
        {session.outcome === 'plan' && planId !== null && (
          <>
            {' '}
            <Anchor component={Link} to={`/plans/${encodeURIComponent(planId)}`} inherit>
              See the plan
            </Anchor>
          </>
        )}
      </Text>
    );
  }
  if (session.state !== 'held') return null;
  return (
    <PageSection title="How does it end?">
      <ChoiceButtons
        label="About how long did we talk? (may be left out)"
        choices={lengths}
        value={minutes}
        isDisabled={isMoving}
        choose={setMinutes}
      />
      <ChoiceButtons
        label="What came out of it?"
        choices={outcomeChoices}
        value={null}
        isDisabled={isMoving}
        choose={(outcome) =>
          move({
            kind: 'settle',
            outcome,
            ...(minutes === null ? {} : { minutes: Number(minutes) }),
            ...(outcome === 'plan' && planId !== null ? { plan_id: planId } : {}),
          })
        }
      />
      <Text size="xs" c="dimmed">
        Ends the session; action items can still be ticked off. A plan that is not opened yet is opened from{' '}
        <Link to={`/plans/new?rep=${encodeURIComponent(session.learner_id)}`}>here</Link> first.
      </Text>
    </PageSection>
  );
}
