import { breakRule } from './rule.ts';
import type { BrokenRule } from './rule.ts';
import { checkTargetDate } from './check-behaviour-target.ts';
import {
  currentEntry,
  standingAcceptance,
  standingDiscussion,
  standingMeasures,
} from './standing-answers.ts';
import type { MoveContext } from './move.ts';
import type { Plan } from './plan.ts';

/**
 * Everything that still stands between the plan's content and its activation, in the order in which the two
 * would deal with it. Empty when only the move itself is missing. Also serves as the checklist on the screen.
 */
export function findMissingForActivation(
  plan: Plan,
  context: Pick<MoveContext, 'today' | 'otherActivePlanId' | 'findingIsDisputed'>,
): readonly BrokenRule[] {
  const missing: BrokenRule[] = [];
  if (plan.skill.length === 0) missing.push(breakRule('skill_missing'));
  if (plan.reason.length === 0) missing.push(breakRule('reason_missing'));
  if (plan.selfAnalysis.length === 0) missing.push(breakRule('self_analysis_missing'));
  const discussion = standingDiscussion(plan);
  if (discussion === null) missing.push(breakRule('discussion_missing'));
  else if (discussion.value !== 'confirmed') missing.push(breakRule('hypothesis_rejected'));
  if (!standingMeasures(plan).some((measure) => measure.author === 'rep'))
    missing.push(breakRule('rep_measure_missing'));
  const target = currentEntry(plan.behaviourTarget);
  if (target === null) missing.push(breakRule('behaviour_target_missing'));
  else missing.push(...checkTargetDate(target.value, context.today));
  if (plan.outcome.length === 0) missing.push(breakRule('outcome_missing'));
  if (standingAcceptance(plan, 'rep')?.answer !== 'accepted')
    missing.push(breakRule('rep_acceptance_missing'));
  if (standingAcceptance(plan, 'coach')?.answer !== 'accepted')
    missing.push(breakRule('coach_acceptance_missing'));
  if (context.findingIsDisputed === true) missing.push(breakRule('finding_disputed'));
  if (context.otherActivePlanId !== null) missing.push(breakRule('another_plan_active'));
  return missing;
}
