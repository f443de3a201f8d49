import { applyMove, isLate } from './apply-move.ts';
import { breakRule } from './rule.ts';
import type { BrokenRule } from './rule.ts';
import { findBrokenRules } from './find-broken-rules.ts';
import { findSide } from './find-side.ts';
import type { Move, MoveContext, PlanChange } from './move.ts';
import type { Plan } from './plan.ts';

export type MoveDecision =
  | { readonly kind: 'moved'; readonly plan: Plan; readonly change: PlanChange }
  | { readonly kind: 'refused'; readonly broken: readonly BrokenRule[] };

/**
 * Decides one move: the plan as it reads afterwards with the change for its history, or every rule the move
 * breaks with what would make it legal. Pure; the given plan is left as it is.
 */
export function decideMove(plan: Plan, move: Move, context: MoveContext): MoveDecision {
  const side = findSide(plan, context.actorId);
  if (side === null) return { kind: 'refused', broken: [breakRule('not_a_party')] };
  const broken = findBrokenRules(plan, move, side, context);
  if (broken.length > 0) return { kind: 'refused', broken };
  const version = plan.version + 1;
  const moved: Plan = { ...applyMove(plan, move, side, context), version, updatedAt: context.at };
  const change: PlanChange = {
    planId: plan.id,
    version,
    move: move.kind,
    by: context.actorId,
    side,
    at: context.at,
    late: isLate(plan, context.today),
    fromState: plan.state,
    toState: moved.state,
  };
  return { kind: 'moved', plan: moved, change };
}
