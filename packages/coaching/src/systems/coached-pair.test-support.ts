import type {
  CallContent,
  CallMove,
  ChartAnswer,
  RecordSide,
  SessionContent,
  SessionMove,
  SessionOpening,
} from '@stepup/contracts';
import { decideMove } from '../decide-move.ts';
import type { Move } from '../move.ts';
import { openPlan } from '../open-plan.ts';
import type { Plan } from '../plan.ts';
import { callKind } from '../records/call.ts';
import { decideOpening, decideRecordMove } from '../records/decide-record.ts';
import type { CoachingRecord, RecordFacts, RecordKind } from '../records/record-kind.ts';
import { sessionKind } from '../records/session.ts';
import { storyboardKind } from '../records/storyboard.ts';

export const planId = '6f1f2b52-6d1c-4d0a-9d0e-0a4b7d4b1c01';

/** When somebody acts, to the hour of a day of November. */
export function on(day: number, hour = 9): { at: string; today: string } {
  const today = `2026-11-${String(day).padStart(2, '0')}`;
  return { at: `${today}T${String(hour).padStart(2, '0')}:00:00.000000Z`, today };
}

interface Doing {
  readonly side?: RecordSide;
  readonly by?: string;
  readonly when?: { at: string; today: string };
  readonly facts?: RecordFacts;
}

function contextOf({ side = 'learner', by = side, when = on(2), facts = {} }: Doing) {
  return { by, side, ...when, facts };
}

export function open<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
>(kind: RecordKind<Opening, Move, Content>, opening: Opening, doing: Doing = {}): CoachingRecord<Content> {
  const identity = { id: planId, learnerId: 'learner', coachId: 'coach', planId };
  const decision = decideOpening(kind, identity, opening, contextOf(doing));
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision.record;
}

export function act<Opening, Move extends { kind: string }, Content extends { state: string }>(
  kind: RecordKind<Opening, Move, Content>,
  record: CoachingRecord<Content>,
  move: Move,
  doing: Doing = {},
): CoachingRecord<Content> {
  const decision = decideRecordMove(kind, record, move, contextOf(doing));
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision.record;
}

export function refusal<Opening, Move extends { kind: string }, Content extends { state: string }>(
  kind: RecordKind<Opening, Move, Content>,
  record: CoachingRecord<Content>,
  move: Move,
  doing: Doing = {},
): readonly string[] {
  const decision = decideRecordMove(kind, record, move, contextOf(doing));
  return decision.kind === 'refused' ? decision.broken.map(({ rule }) => rule) : [];
}

export const openSession = (opening: Partial<SessionOpening> = {}, doing: Doing = {}) =>
  open(sessionKind, { learner_id: 'learner', kind: 'developmental', form: 'talk', ...opening }, doing);

export const inSession = (record: CoachingRecord<SessionContent>, ...moves: readonly SessionMove[]) =>
  moves.reduce((session, move) => act(sessionKind, session, move), record);

export const yes = (...questions: readonly ChartAnswer['question'][]): ChartAnswer[] =>
  questions.map((question) => ({ question, answer: 'yes' }));

export const no = (question: ChartAnswer['question']): ChartAnswer => ({ question, answer: 'no' });

export const towardsKnowHow = yes(
  'worth_fixing',
  'expectation_known',
  'nothing_in_the_way',
  'aware_of_the_gap',
);

const startsAt = on(10, 14).at;

export const plannedCall: Extract<CallMove, { kind: 'plan_call' }> = {
  kind: 'plan_call',
  step: 'ask why now',
  expected: 'they name a date',
};

export const openCall = (doing: Doing = {}) =>
  open(callKind, { learner_id: 'learner', activity_id: 'a-1', deal_id: 'd-1', starts_at: startsAt }, doing);

export function draft(repId = 'rep', coachId = 'coach'): Plan {
  return openPlan({
    id: planId,
    focusId: 'f',
    repId,
    coachId,
    month: '2026-11',
    basis: 'diagnosis',
    diagnosisId: 'd',
    at: on(2).at,
  });
}

export function movePlan(plan: Plan, actorId: string, move: Move, today = '2026-11-02'): Plan {
  const decision = decideMove(plan, move, { actorId, at: on(2).at, today, otherActivePlanId: null });
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision.plan;
}

export function refusePlan(plan: Plan, actorId: string, move: Move): readonly string[] {
  const context = { actorId, at: on(2).at, today: '2026-11-02', otherActivePlanId: null };
  const decision = decideMove(plan, move, context);
  return decision.kind === 'refused' ? decision.broken.map(({ rule }) => rule) : [];
}

export const skill: Move = { kind: 'choose_skill', skillId: 'discovery' };

export const reason: Move = {
  kind: 'state_reason',
  reason: { text: 'few next steps', numbers: [], asOf: on(2).at },
};

export const analysis: Move = { kind: 'write_self_analysis', text: 'I talk too much' };

export const measure = (measureId: string): Move => ({ kind: 'add_measure', measureId, text: 'ask first' });

export const targets: readonly Move[] = [
  {
    kind: 'set_behaviour_target',
    target: { behaviour: 'asks', indicator: 'fc_questions', baseline: 1, value: 3, by: '2026-11-27' },
  },
  {
    kind: 'set_outcome',
    outcome: { pipelineId: 'p', stageId: 's', baseline: 0.2, provenFor: 'group' },
  },
];

export function activePlan(): Plan {
  const moves: readonly (readonly [string, Move])[] = [
    ['coach', skill],
    ['coach', reason],
    ['rep', analysis],
    ['coach', { kind: 'confirm_by_discussion', verdict: 'confirmed' }],
    ['rep', measure('m1')],
    ...targets.map((target) => ['rep', target] as const),
    ['rep', { kind: 'propose' }],
    ['rep', { kind: 'accept', comment: null }],
    ['coach', { kind: 'accept', comment: null }],
    ['coach', { kind: 'activate' }],
  ];
  return moves.reduce((plan, [actor, move]) => movePlan(plan, actor, move), draft());
}

export const storyboard = () =>
  act(storyboardKind, open(storyboardKind, { focus: 'first calls' }), {
    kind: 'set_target_condition',
    text: 'every call ends with a date',
    by: '2026-11-27',
  });

export function debriefedCall(): CoachingRecord<CallContent> {
  const planned = act(callKind, openCall(), plannedCall, { when: on(10, 9) });
  const after = { when: on(10, 16) };
  const debrief: CallMove = {
    kind: 'debrief',
    happened: 'they asked back',
    learned: 'wait longer',
    as_expected: 'no',
  };
  return act(
    callKind,
    act(callKind, planned, debrief, after),
    { kind: 'plan_next_step', next_step: 'ask twice', see_on: '2026-11-12' },
    after,
  );
}
