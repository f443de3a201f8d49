import { Text } from '@mantine/core';
import { useNames } from '../names/use-names.ts';
import { formatPercent } from '@stepup/wording/numbers';
import { usePlanOnScreen } from './plan-context.tsx';
import { PageSection } from '../app/page-section.tsx';
import { targetSentence } from './target-sentence.ts';
import { TargetForm } from './target-form.tsx';

/** What we want to see, decided before it is looked for; and the rate that is checked later. */
export function TargetSection() {
  const { plan, isOpen } = usePlanOnScreen();
  const names = useNames();
  const target = plan.behaviour_target.at(-1)?.value;
  const outcome = plan.outcome.at(-1)?.value;
  return (
    <PageSection title="How will we see it?">
      {target !== undefined && <Text>{targetSentence(target)}.</Text>}
      {isOpen && <TargetForm key={plan.behaviour_target.length} current={target} />}
      {target === undefined && !isOpen && (
        <Text size="sm" c="dimmed">
          Not set.
        </Text>
      )}
      {outcome !== undefined && (
        <Text size="sm" c="dimmed">
          Later we check whether {names.step(outcome.pipeline_id, outcome.stage_id)} has moved
          {outcome.baseline === null ? '' : ` (now ${formatPercent(outcome.baseline)})`}
          {outcome.proven_for === 'group'
            ? ', for a group of people, because one person’s rate can rarely prove it.'
            : '.'}
        </Text>
      )}
    </PageSection>
  );
}
