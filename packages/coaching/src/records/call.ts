import type { CallContent, CallMove, CallOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import type { BrokenRule } from '../rule.ts';
import { measureCall } from './measure-record.ts';
import type { Projection, RecordKind, Stamp } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

const everybody = ['learner', 'coach', 'guest'] as const;

/** One card per call: its plan, its debrief and the cycle they make are one record. */
export const callKind: RecordKind<CallOpening, CallMove, CallContent> = {
  name: 'call',
  openedBy: ['learner', 'coach'],
  moves: {
    plan_call: { states: ['planned', 'debriefed'], sides: ['learner'] },
    agree_role: { states: ['planned'], sides: ['learner', 'coach'] },
    move_start: { states: ['planned'], sides: ['learner', 'coach'] },
    debrief: { states: ['planned'], sides: ['learner'] },
    add_note: { states: ['planned', 'debriefed'], sides: everybody },
    mark_takeover: { states: ['planned', 'debriefed'], sides: everybody },
    plan_next_step: { states: ['planned', 'debriefed'], sides: ['learner'] },
    cancel: { states: ['planned'], sides: ['learner', 'coach'] },
  },
  checkOpening: ({ metric }) => requireTexts(metric),
  open: (opening) => ({
    state: 'planned',
    obstacle_id: opening.obstacle_id ?? null,
    activity_id: opening.activity_id ?? null,
    deal_id: opening.deal_id ?? null,
    account_id: opening.account_id ?? null,
    starts_at: opening.starts_at ?? null,
    metric: opening.metric ?? null,
    plans: [],
    role: null,
    happened: null,
    learned: null,
    as_expected: null,
    debriefed_at: null,
    notes: [],
    takeover: [],
    next_step: null,
    see_on: null,
  }),
  check: checkMove,
  apply: applyMove,
  measure: measureCall,
  project: ({ state, see_on, starts_at, activity_id }): Projection => ({
    dueOn: state === 'cancelled' ? null : see_on,
    happensAt: starts_at,
    activityId: activity_id,
  }),
};

function hasStarted({ starts_at }: CallContent, at: string): boolean {
  return starts_at !== null && at >= starts_at;
}

function checkMove(content: CallContent, move: CallMove, stamp: Stamp): readonly BrokenRule[] {
  switch (move.kind) {
    case 'plan_call':
      return requireTexts(move.step, move.expected, move.otherwise);
    case 'agree_role':
      return [];
    case 'move_start':
      // Else a locked prediction could be opened again by moving the call.
      return hasStarted(content, stamp.at) ? [breakRule('call_has_started')] : [];
    case 'debrief':
      return [...requireTexts(move.happened, move.learned), ...requireStart(content, move, stamp)];
    case 'add_note':
      return [
        ...requireTexts(move.text),
        ...(content.state === 'planned' && stamp.side !== 'learner' ? [breakRule('learner_first')] : []),
      ];
    case 'mark_takeover':
      return content.state === 'planned' && !hasStarted(content, stamp.at)
        ? [breakRule('call_not_started')]
        : [];
    case 'plan_next_step':
      return requireTexts(move.next_step);
    case 'cancel':
      return [];
  }
}

function requireStart(
  content: CallContent,
  { took_place_at }: Extract<CallMove, { kind: 'debrief' }>,
  { at }: Stamp,
): readonly BrokenRule[] {
  if (took_place_at !== undefined) return took_place_at > at ? [breakRule('held_in_future')] : [];
  return content.starts_at !== null && at < content.starts_at ? [breakRule('call_not_started')] : [];
}

function applyMove(content: CallContent, move: CallMove, stamp: Stamp): CallContent {
  const { by, at } = stamp;
  switch (move.kind) {
    case 'plan_call': {
      // Locked when the call starts, and where nobody knows when that was, when it is debriefed.
      const retrospective = hasStarted(content, at) || content.state === 'debriefed';
      const plan = {
        step: move.step,
        expected: move.expected,
        otherwise: move.otherwise ?? null,
        probability: move.probability ?? null,
        by,
        at,
        retrospective,
      };
      return { ...content, plans: [...content.plans, plan] };
    }
    case 'agree_role':
      return { ...content, role: { role: move.role, by, at, late: hasStarted(content, at) } };
    case 'move_start':
      return { ...content, starts_at: move.starts_at };
    case 'debrief': {
      const startsAt = move.took_place_at ?? content.starts_at;
      return {
        ...content,
        state: 'debriefed',
        starts_at: startsAt,
        // Said to have taken place earlier than planned: what was expected after that was no prediction.
        plans: content.plans.map((plan) =>
          startsAt !== null && plan.at >= startsAt ? { ...plan, retrospective: true } : plan,
        ),
        happened: write(move.happened, stamp),
        learned: write(move.learned, stamp),
        as_expected: move.as_expected ?? null,
        debriefed_at: at,
      };
    }
    case 'add_note':
      return { ...content, notes: [...content.notes, write(move.text, stamp)] };
    case 'mark_takeover':
      return { ...content, takeover: [...content.takeover, { took_over: move.took_over, by, at }] };
    case 'plan_next_step':
      return { ...content, next_step: write(move.next_step, stamp), see_on: move.see_on ?? null };
    case 'cancel':
      return { ...content, state: 'cancelled' };
  }
}
