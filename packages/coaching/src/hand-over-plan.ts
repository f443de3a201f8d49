import type { Instant } from '@stepup/contracts';
import { isLate } from './apply-move.ts';
import type { PlanChange } from './move.ts';
import type { Plan } from './plan.ts';

export type HandoverDecision =
  | { readonly kind: 'handed_over'; readonly plan: Plan; readonly change: PlanChange }
  /** There is nothing to do: it has ended, or it is with this coach already. */
  | { readonly kind: 'stays' };

/**
 * A learner has another manager: the plan under way moves to them. What the two have not accepted yet waits for the new coach’s own
 * answer; an active plan stays active. What was written to the coach before stays closed to the new one until the learner opens it.
 */
export function handOverPlan(
  plan: Plan,
  to: { readonly coachId: string; readonly at: Instant; readonly today: string },
): HandoverDecision {
  const { coachId, at, today } = to;
  const hasEnded = plan.state === 'completed' || plan.state === 'abandoned';
  if (hasEnded || coachId === plan.coachId || coachId === plan.repId) return { kind: 'stays' };
  const version = plan.version + 1;
  const handover = { from: plan.coachId, to: coachId, at, notesOpenedAt: null };
  const moved: Plan = {
    ...plan,
    coachId,
    handovers: [...plan.handovers, handover],
    contentVersion: plan.state === 'active' ? plan.contentVersion : plan.contentVersion + 1,
    version,
    updatedAt: at,
  };
  const change: PlanChange = {
    planId: plan.id,
    version,
    move: 'hand_over',
    by: coachId,
    side: 'product',
    at,
    late: isLate(plan, today),
    fromState: plan.state,
    toState: plan.state,
  };
  return { kind: 'handed_over', plan: moved, change };
}

/** The moment before which what was written is closed to the present coach; null where all of it is open. */
export function notesClosedBefore(plan: Pick<Plan, 'handovers'>): Instant | null {
  const last = plan.handovers.at(-1);
  return last === undefined || last.notesOpenedAt !== null ? null : last.at;
}
