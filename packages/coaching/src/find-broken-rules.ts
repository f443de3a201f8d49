import { breakRule } from './rule.ts';
import type { BrokenRule, Rule } from './rule.ts';
import { checkBehaviourTarget } from './check-behaviour-target.ts';
import { findMissingForActivation } from './find-missing-for-activation.ts';
import { notesClosedBefore } from './hand-over-plan.ts';
import { standingMeasures } from './standing-answers.ts';
import type { Move, MoveContext, MoveKind } from './move.ts';
import type { Plan, PlanState, Side } from './plan.ts';

interface Precondition {
  readonly states: readonly PlanState[];
  /** The rule that is broken in a living state outside `states`; in an ended one it is always `plan_ended`. */
  readonly otherwise: Rule;
  readonly side: Side | null;
}

const beforeActivation: readonly PlanState[] = ['draft', 'proposed'];
const whileAlive: readonly PlanState[] = ['draft', 'proposed', 'active'];

const preconditions: Readonly<Record<MoveKind, Precondition>> = {
  choose_skill: { states: beforeActivation, otherwise: 'plan_not_open_for_change', side: null },
  state_reason: { states: beforeActivation, otherwise: 'plan_not_open_for_change', side: null },
  write_self_analysis: { states: whileAlive, otherwise: 'plan_ended', side: 'rep' },
  write_coach_view: { states: whileAlive, otherwise: 'plan_ended', side: 'coach' },
  confirm_by_discussion: { states: beforeActivation, otherwise: 'plan_not_open_for_change', side: null },
  confirm_by_observation: { states: ['active'], otherwise: 'plan_not_active', side: null },
  add_measure: { states: beforeActivation, otherwise: 'plan_not_open_for_change', side: null },
  withdraw_measure: { states: beforeActivation, otherwise: 'plan_not_open_for_change', side: null },
  add_coach_action: { states: beforeActivation, otherwise: 'plan_not_open_for_change', side: 'coach' },
  set_behaviour_target: { states: beforeActivation, otherwise: 'plan_not_open_for_change', side: null },
  set_outcome: { states: beforeActivation, otherwise: 'plan_not_open_for_change', side: null },
  propose: { states: ['draft'], otherwise: 'plan_not_draft', side: null },
  accept: { states: ['proposed'], otherwise: 'plan_not_proposed', side: null },
  want_change: { states: ['proposed'], otherwise: 'plan_not_proposed', side: null },
  activate: { states: ['proposed'], otherwise: 'plan_not_proposed', side: null },
  record_behaviour_verdict: { states: ['active'], otherwise: 'plan_not_active', side: null },
  open_older_notes: { states: whileAlive, otherwise: 'plan_ended', side: 'rep' },
  complete: { states: ['active'], otherwise: 'plan_not_active', side: null },
  abandon: { states: whileAlive, otherwise: 'plan_ended', side: null },
};

/**
 * The rules a move by `side` would break, all at once. Where the state or the side already forbids the move,
 * only that is named: what else is missing would not help.
 */
export function findBrokenRules(
  plan: Plan,
  move: Move,
  side: Side,
  context: MoveContext,
): readonly BrokenRule[] {
  const { states, otherwise, side: only } = preconditions[move.kind];
  if (!states.includes(plan.state)) {
    const ended = plan.state === 'completed' || plan.state === 'abandoned';
    return [breakRule(ended ? 'plan_ended' : otherwise)];
  }
  if (only !== null && only !== side) return [breakRule(only === 'rep' ? 'only_the_rep' : 'only_the_coach')];
  return findBrokenContentRules(plan, move, side, context);
}

function findBrokenContentRules(
  plan: Plan,
  move: Move,
  side: Side,
  context: MoveContext,
): readonly BrokenRule[] {
  switch (move.kind) {
    case 'choose_skill':
      return requireText(move.skillId);
    case 'state_reason':
      return requireText(move.reason.text);
    case 'write_self_analysis':
      return requireText(move.text);
    case 'write_coach_view':
      return [...requireSelfAnalysis(plan), ...requireText(move.text)];
    case 'confirm_by_discussion':
      return [
        ...requireQuestions(plan),
        ...requireSelfAnalysis(plan),
        ...(move.verdict === 'confirmed' ? requireUndisputed(context) : []),
      ];
    case 'add_measure':
      return [...requireText(move.text), ...requireFreeId(plan.measures, move.measureId)];
    case 'withdraw_measure':
      return checkWithdrawal(plan, move.measureId, side);
    case 'add_coach_action':
      return [...requireText(move.text), ...requireFreeId(plan.coachActions, move.actionId)];
    case 'set_behaviour_target':
      return checkBehaviourTarget(move.target, context.today);
    case 'propose':
      return requireQuestions(plan);
    case 'activate':
      return findMissingForActivation(plan, context);
    case 'open_older_notes':
      return notesClosedBefore(plan) === null ? [breakRule('no_closed_notes')] : [];
    case 'complete':
      return plan.behaviourVerdict.length > 0 ? [] : [breakRule('behaviour_verdict_missing')];
    case 'set_outcome':
    case 'confirm_by_observation':
    case 'accept':
    case 'want_change':
    case 'record_behaviour_verdict':
    case 'abandon':
      return [];
  }
}

function checkWithdrawal(plan: Plan, measureId: string, side: Side): readonly BrokenRule[] {
  const measure = standingMeasures(plan).find(({ id }) => id === measureId);
  if (measure === undefined) return [breakRule('measure_unknown')];
  return measure.author === side ? [] : [breakRule('only_the_author')];
}

function requireText(text: string): readonly BrokenRule[] {
  return text.trim() === '' ? [breakRule('text_empty')] : [];
}

function requireSelfAnalysis(plan: Plan): readonly BrokenRule[] {
  return plan.selfAnalysis.length > 0 ? [] : [breakRule('self_analysis_first')];
}

function requireUndisputed({ findingIsDisputed }: MoveContext): readonly BrokenRule[] {
  return findingIsDisputed === true ? [breakRule('finding_disputed')] : [];
}

function requireQuestions(plan: Plan): readonly BrokenRule[] {
  return [
    ...(plan.skill.length > 0 ? [] : [breakRule('skill_missing')]),
    ...(plan.reason.length > 0 ? [] : [breakRule('reason_missing')]),
  ];
}

function requireFreeId(taken: readonly { readonly id: string }[], id: string): readonly BrokenRule[] {
  return taken.some((entry) => entry.id === id) ? [breakRule('id_taken')] : [];
}
