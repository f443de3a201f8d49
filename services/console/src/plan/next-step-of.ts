import type { Plan } from '@stepup/contracts';
import { formatLocalDay } from '@stepup/wording/dates';
import { missingSentence, type PlanParties } from '../wording/missing-sentences.ts';

/** The one thing to do next with a plan, in words. */
export function nextStepOf(plan: Plan, parties: PlanParties): string {
  switch (plan.state) {
    case 'draft': {
      const open = plan.missing_for_activation.filter((code) => !code.endsWith('_acceptance_missing'));
      return open[0] === undefined ? 'Ready to be proposed.' : missingSentence(open[0], parties);
    }
    case 'proposed':
      return plan.missing_for_activation[0] === undefined
        ? 'Both agree: start it.'
        : missingSentence(plan.missing_for_activation[0], parties);
    case 'active':
      if (plan.confirmation.observation.length === 0)
        return 'Not yet seen in action: look at it on a real deal.';
      return plan.behaviour_verdict.length > 0 ? 'Can be completed.' : tryUntil(plan);
    case 'completed':
      return 'Done. “Did it work?” says whether the rate moved, once it can be told.';
    case 'abandoned':
      return 'Ended early.';
  }
}

/** Trying comes before the verdict, so its day is named and not asked for at once. */
function tryUntil({ behaviour_target: targets }: Plan): string {
  const by = targets.at(-1)?.value.by;
  return by === undefined
    ? 'Try it in real calls, then say what was seen of the behaviour.'
    : `Try it in real calls; by ${formatLocalDay(by)} say what was seen of the behaviour.`;
}
