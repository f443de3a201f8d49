import type { Move, MoveContext } from './move.ts';
import type { Entry, Plan, Side } from './plan.ts';

/**
 * The plan after a legal move: entries are appended, never replaced. Leaves `version` and `updatedAt` to the caller.
 * A change of content raises `contentVersion`, which lets acceptances lapse; a change of skill or reason also
 * raises `hypothesisVersion`, which lets the discussion lapse.
 */
export function applyMove(plan: Plan, move: Move, side: Side, context: MoveContext): Plan {
  const late = isLate(plan, context.today);
  const enter = <T>(value: T): Entry<T> => ({ value, by: context.actorId, at: context.at, late });
  const contentVersion = plan.contentVersion + 1;
  const hypothesisVersion = plan.hypothesisVersion + 1;
  const answer = (given: 'accepted' | 'change_wanted', comment: string | null): Plan => ({
    ...plan,
    acceptance: [
      ...plan.acceptance,
      {
        side,
        answer: given,
        comment,
        contentVersion: plan.contentVersion,
        by: context.actorId,
        at: context.at,
      },
    ],
  });
  switch (move.kind) {
    case 'choose_skill':
      return { ...plan, skill: [...plan.skill, enter(move.skillId)], contentVersion, hypothesisVersion };
    case 'state_reason':
      return { ...plan, reason: [...plan.reason, enter(move.reason)], contentVersion, hypothesisVersion };
    case 'write_self_analysis':
      return { ...plan, selfAnalysis: [...plan.selfAnalysis, enter(move.text)] };
    case 'write_coach_view':
      return { ...plan, coachView: [...plan.coachView, enter(move.text)] };
    case 'confirm_by_discussion':
      return {
        ...plan,
        discussion: [
          ...plan.discussion,
          { ...enter(move.verdict), hypothesisVersion: plan.hypothesisVersion },
        ],
      };
    case 'confirm_by_observation':
      return {
        ...plan,
        observation: [
          ...plan.observation,
          { ...enter(move.verdict), hypothesisVersion: plan.hypothesisVersion },
        ],
      };
    case 'add_measure':
      return {
        ...plan,
        measures: [
          ...plan.measures,
          { id: move.measureId, author: side, written: enter(move.text), withdrawn: null },
        ],
        contentVersion,
      };
    case 'withdraw_measure':
      return {
        ...plan,
        measures: plan.measures.map((measure) =>
          measure.id === move.measureId
            ? { ...measure, withdrawn: { by: context.actorId, at: context.at } }
            : measure,
        ),
        contentVersion,
      };
    case 'add_coach_action':
      return {
        ...plan,
        coachActions: [...plan.coachActions, { id: move.actionId, written: enter(move.text), on: move.on }],
        contentVersion,
      };
    case 'set_behaviour_target':
      return { ...plan, behaviourTarget: [...plan.behaviourTarget, enter(move.target)], contentVersion };
    case 'set_outcome':
      return { ...plan, outcome: [...plan.outcome, enter(move.outcome)], contentVersion };
    case 'propose':
      return { ...plan, state: 'proposed' };
    case 'accept':
      return answer('accepted', move.comment);
    case 'want_change':
      return answer('change_wanted', move.comment);
    case 'activate':
      return { ...plan, state: 'active' };
    case 'record_behaviour_verdict':
      return { ...plan, behaviourVerdict: [...plan.behaviourVerdict, enter(move.verdict)] };
    case 'open_older_notes':
      return {
        ...plan,
        handovers: plan.handovers.map((handover, index) =>
          index === plan.handovers.length - 1 ? { ...handover, notesOpenedAt: context.at } : handover,
        ),
      };
    case 'complete':
      return { ...plan, state: 'completed' };
    case 'abandon':
      return { ...plan, state: 'abandoned', abandoned: enter(move.because) };
  }
}

/** Late is allowed and marked: true once the plan's month is over in the tenant's zone. */
export function isLate(plan: Plan, today: string): boolean {
  return today.slice(0, 7) > plan.month;
}
