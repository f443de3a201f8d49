import type {
  CallContent,
  CallMove,
  ChartAnswer,
  RecordSide,
  SessionContent,
  SessionMove,
  SessionOpening,
} from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { decideMove } from './decide-move.ts';
import { findMissingForActivation } from './find-missing-for-activation.ts';
import { judgeObservation } from './judge-observation.ts';
import type { Move } from './move.ts';
import { openPlan } from './open-plan.ts';
import type { Plan } from './plan.ts';
import { absenceKind, isAway } from './records/absence.ts';
import { barrierKind } from './records/barrier.ts';
import { calibrate } from './records/calibrate.ts';
import { callKind } from './records/call.ts';
import { decideOpening, decideRecordMove } from './records/decide-record.ts';
import { fillCard } from './records/five-questions.ts';
import { handoverKind } from './records/handover.ts';
import { invitationKind } from './records/invitation.ts';
import { measureCall, measureSession } from './records/measure-record.ts';
import { obstacleKind } from './records/obstacle.ts';
import { practiceKind } from './records/practice.ts';
import { predictionOf } from './records/prediction-of.ts';
import { pulseKind } from './records/pulse.ts';
import { recognitionKind } from './records/recognition.ts';
import type { CoachingRecord, RecordFacts, RecordKind } from './records/record-kind.ts';
import { followingReview, reviewKind } from './records/review.ts';
import { selectionEvidenceKind } from './records/selection-evidence.ts';
import { sessionKind } from './records/session.ts';
import { readChart } from './records/solution-chart.ts';
import { storyboardKind } from './records/storyboard.ts';
import { timeAgreementKind } from './records/time-agreement.ts';
import { trainingKind } from './records/training.ts';
import { disputeKind } from './records/dispute.ts';

const planId = '6f1f2b52-6d1c-4d0a-9d0e-0a4b7d4b1c01';

/** When somebody acts, to the hour of a day of November. */
function on(day: number, hour = 9): { at: string; today: string } {
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

function open<Opening extends object, Move extends { kind: string }, Content extends { state: string }>(
  kind: RecordKind<Opening, Move, Content>,
  opening: Opening,
  doing: Doing = {},
): CoachingRecord<Content> {
  const identity = { id: planId, learnerId: 'learner', coachId: 'coach', planId };
  const decision = decideOpening(kind, identity, opening, contextOf(doing));
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision.record;
}

function act<Opening, Move extends { kind: string }, Content extends { state: string }>(
  kind: RecordKind<Opening, Move, Content>,
  record: CoachingRecord<Content>,
  move: Move,
  doing: Doing = {},
): CoachingRecord<Content> {
  const decision = decideRecordMove(kind, record, move, contextOf(doing));
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision.record;
}

function refusal<Opening, Move extends { kind: string }, Content extends { state: string }>(
  kind: RecordKind<Opening, Move, Content>,
  record: CoachingRecord<Content>,
  move: Move,
  doing: Doing = {},
): readonly string[] {
  const decision = decideRecordMove(kind, record, move, contextOf(doing));
  return decision.kind === 'refused' ? decision.broken.map(({ rule }) => rule) : [];
}

const openSession = (opening: Partial<SessionOpening> = {}, doing: Doing = {}) =>
  open(sessionKind, { learner_id: 'learner', kind: 'developmental', form: 'talk', ...opening }, doing);

const inSession = (record: CoachingRecord<SessionContent>, ...moves: readonly SessionMove[]) =>
  moves.reduce((session, move) => act(sessionKind, session, move), record);

const yes = (...questions: readonly ChartAnswer['question'][]): ChartAnswer[] =>
  questions.map((question) => ({ question, answer: 'yes' }));
const no = (question: ChartAnswer['question']): ChartAnswer => ({ question, answer: 'no' });
const towardsKnowHow = yes('worth_fixing', 'expectation_known', 'nothing_in_the_way', 'aware_of_the_gap');

const startsAt = on(10, 14).at;
const plannedCall: CallMove = { kind: 'plan_call', step: 'ask why now', expected: 'they name a date' };
const openCall = (doing: Doing = {}) =>
  open(callKind, { learner_id: 'learner', activity_id: 'a-1', deal_id: 'd-1', starts_at: startsAt }, doing);

function draft(repId = 'rep', coachId = 'coach'): Plan {
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

function movePlan(plan: Plan, actorId: string, move: Move, today = '2026-11-02'): Plan {
  const decision = decideMove(plan, move, { actorId, at: on(2).at, today, otherActivePlanId: null });
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.broken));
  return decision.plan;
}

function refusePlan(plan: Plan, actorId: string, move: Move): readonly string[] {
  const context = { actorId, at: on(2).at, today: '2026-11-02', otherActivePlanId: null };
  const decision = decideMove(plan, move, context);
  return decision.kind === 'refused' ? decision.broken.map(({ rule }) => rule) : [];
}

const skill: Move = { kind: 'choose_skill', skillId: 'discovery' };
const reason: Move = {
  kind: 'state_reason',
  reason: { text: 'few next steps', numbers: [], asOf: on(2).at },
};
const analysis: Move = { kind: 'write_self_analysis', text: 'I talk too much' };
const measure = (measureId: string): Move => ({ kind: 'add_measure', measureId, text: 'ask first' });
const targets: readonly Move[] = [
  {
    kind: 'set_behaviour_target',
    target: { behaviour: 'asks', indicator: 'fc_questions', baseline: 1, value: 3, by: '2026-11-27' },
  },
  {
    kind: 'set_outcome',
    outcome: { pipelineId: 'p', stageId: 's', baseline: 0.2, provenFor: 'group' },
  },
];

function activePlan(): Plan {
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

describe('three questions', () => {
  it('names what of skill, reason and measures is still unanswered', () => {
    const around = { today: '2026-11-02', otherActivePlanId: null };
    const missing = findMissingForActivation(draft(), around).map(({ rule }) => rule);
    expect(missing).toEqual(
      expect.arrayContaining(['skill_missing', 'reason_missing', 'rep_measure_missing']),
    );
    expect(findMissingForActivation(activePlan(), around)).toEqual([]);
  });
});

describe('joint plan with the rep’s own analysis and measures and both acceptances', () => {
  it('opens the coach’s field after the rep’s analysis, and needs a measure of the rep and both yes', () => {
    expect(refusePlan(draft(), 'coach', { kind: 'write_coach_view', text: 'x' })).toEqual([
      'self_analysis_first',
    ]);
    expect(refusePlan(draft(), 'coach', analysis)).toEqual(['only_the_rep']);
    let plan = [skill, reason].reduce((made, move) => movePlan(made, 'coach', move), draft());
    plan = movePlan(plan, 'rep', analysis);
    plan = movePlan(plan, 'coach', { kind: 'confirm_by_discussion', verdict: 'confirmed' });
    plan = movePlan(plan, 'coach', measure('of-coach'));
    plan = targets.reduce((made, move) => movePlan(made, 'coach', move), plan);
    plan = movePlan(plan, 'coach', { kind: 'propose' });
    plan = movePlan(plan, 'coach', { kind: 'accept', comment: null });
    expect(refusePlan(plan, 'coach', { kind: 'activate' })).toEqual([
      'rep_measure_missing',
      'rep_acceptance_missing',
    ]);
    expect(activePlan().measures.map(({ author }) => author)).toEqual(['rep']);
  });
  it('fixes both targets at activation', () => {
    expect(refusePlan(activePlan(), 'rep', targets[0] ?? skill)).toEqual(['plan_not_open_for_change']);
    expect(refusePlan(activePlan(), 'coach', targets[1] ?? skill)).toEqual(['plan_not_open_for_change']);
  });
});

describe('hypotheses confirmed by discussion and observation', () => {
  it('needs the discussion to activate, and shows after 14 days that nothing was seen in action', () => {
    const plan = activePlan();
    expect(judgeObservation(plan, '2026-11-02', '2026-11-16')).toEqual({ kind: 'waiting', daysLeft: 0 });
    expect(judgeObservation(plan, '2026-11-02', '2026-11-17')).toEqual({ kind: 'not_yet_seen_in_action' });
    const seen = movePlan(plan, 'coach', { kind: 'confirm_by_observation', verdict: 'confirmed' });
    expect(judgeObservation(seen, '2026-11-02', '2026-11-17')).toEqual({
      kind: 'seen',
      verdict: 'confirmed',
    });
  });
});

describe('SLED', () => {
  it('is a guide: any stage in any order or none, and a session ends with an outcome', () => {
    const held = inSession(openSession(), { kind: 'hold', held_at: on(2, 8).at });
    expect(inSession(held, { kind: 'settle', outcome: 'settled' }).content.state).toBe('settled');
    const { stages } = inSession(
      held,
      { kind: 'write_stage', stage: 'explore_solutions', text: 'two ways' },
      { kind: 'write_stage', stage: 'set_stage', text: 'ten minutes' },
    ).content;
    expect(stages.map(({ stage }) => stage)).toEqual(['explore_solutions', 'set_stage']);
    expect(refusal(sessionKind, held, { kind: 'settle', outcome: 'action_items' })).toEqual([
      'action_missing',
    ]);
    expect(refusal(sessionKind, openSession(), { kind: 'settle', outcome: 'settled' })).toEqual([
      'not_in_this_state',
    ]);
  });
  it('agrees on one of at least two options, by both, and notes disagreement', () => {
    const one = inSession(openSession(), { kind: 'add_option', text: 'call first' });
    expect(refusal(sessionKind, one, { kind: 'agree_option', option_id: '2' })).toEqual([
      'second_option_missing',
    ]);
    const two = inSession(one, { kind: 'add_option', text: 'write first' });
    const agreed = act(
      sessionKind,
      inSession(two, { kind: 'agree_option', option_id: '3' }),
      { kind: 'agree_option', option_id: '3' },
      { side: 'coach' },
    );
    expect(agreed.content.options[1]?.agreed_by).toEqual(['learner', 'coach']);
    const noted = inSession(agreed, { kind: 'disagree', text: 'writing is slower' });
    expect(noted.content.disagreements).toMatchObject([{ text: 'writing is slower', by: 'learner' }]);
  });
});

describe('ROAM', () => {
  it('keeps results against which objective, worth, activities and methodology, with authors', () => {
    const { roam } = inSession(
      openSession(),
      { kind: 'write_roam', part: 'results', objective: 'typical_peer', text: '5 of 20 against 9 of 20' },
      { kind: 'write_roam', part: 'worth', worth_fixing: true, text: 'two deals a month' },
      { kind: 'write_roam', part: 'activities', text: 'one contact a week' },
      { kind: 'write_roam', part: 'methodology', text: 'no question before the demo' },
    ).content;
    expect(roam).toMatchObject([
      { part: 'results', objective: 'typical_peer', by: 'learner' },
      { part: 'worth', worth_fixing: true },
      { part: 'activities' },
      { part: 'methodology' },
    ]);
  });
});

describe('solution chart', () => {
  it.each<[string, ChartAnswer[], string]>([
    ['not worth it', [no('worth_fixing')], 'stop'],
    ['nobody said what good looks like', [...yes('worth_fixing'), no('expectation_known')], 'feedback'],
    [
      'something is in the way',
      [...yes('worth_fixing', 'expectation_known'), no('nothing_in_the_way')],
      'other',
    ],
    ['does not see the gap', [...towardsKnowHow.slice(0, 3), no('aware_of_the_gap')], 'feedback'],
    ['does not know how', [...towardsKnowHow, no('knows_how')], 'training'],
    [
      'believes in another way',
      [...towardsKnowHow, ...yes('knows_how'), no('no_better_way_believed')],
      'coaching',
    ],
    [
      'not steadily',
      [...towardsKnowHow, ...yes('knows_how', 'no_better_way_believed'), no('done_steadily')],
      'coaching',
    ],
    [
      'not steady after practice',
      [
        ...towardsKnowHow,
        ...yes('knows_how', 'no_better_way_believed'),
        no('done_steadily'),
        no('steady_after_practice'),
      ],
      'training',
    ],
    [
      'nor would training help',
      [
        ...towardsKnowHow,
        ...yes('knows_how', 'no_better_way_believed'),
        no('done_steadily'),
        no('steady_after_practice'),
        no('training_would_help'),
      ],
      'other',
    ],
  ])('%s', (_, answers, solution) => {
    expect(readChart(answers)).toMatchObject({ kind: 'read', acts: { solution } });
  });
  it('lets the first hit act, notes every hit, and is asked in order', () => {
    const answers = [...yes('worth_fixing'), no('expectation_known'), no('nothing_in_the_way')];
    expect(readChart(answers)).toMatchObject({
      acts: { question: 'expectation_known' },
      hits: [{ solution: 'feedback' }, { solution: 'other' }],
    });
    expect(refusal(sessionKind, openSession(), { kind: 'answer_chart', answers: [no('knows_how')] })).toEqual(
      ['chart_out_of_order'],
    );
    const named = inSession(
      openSession(),
      { kind: 'answer_chart', answers },
      { kind: 'name_chart_owner', owner_id: 'ops-1', text: 'fix the form' },
    );
    expect(named.content.chart).toMatchObject({ owner_id: 'ops-1' });
  });
});

describe('field training and sales coaching models with the switch', () => {
  it('runs on a model only for learning, and records the switch', () => {
    const stopped = inSession(openSession(), { kind: 'answer_chart', answers: [no('worth_fixing')] });
    const choose: SessionMove = { kind: 'choose_model', model: 'sales_coaching' };
    expect(refusal(sessionKind, openSession(), choose)).toEqual(['chart_unanswered']);
    expect(refusal(sessionKind, stopped, choose)).toEqual(['model_without_learning']);
    const coached = inSession(
      openSession(),
      { kind: 'answer_chart', answers: [...towardsKnowHow, no('knows_how')] },
      choose,
      { kind: 'enter_stage', stage: 'engage' },
    );
    expect(refusal(sessionKind, coached, { kind: 'enter_stage', stage: 'tell' })).toEqual([
      'stage_not_of_model',
    ]);
    const switched = inSession(
      coached,
      { kind: 'switch_model', model: 'field_training', because: 'knowledge_gap' },
      { kind: 'enter_stage', stage: 'tell' },
    );
    expect(switched.content.model_switches).toMatchObject([
      { from: 'sales_coaching', to: 'field_training', because: 'knowledge_gap' },
    ]);
    expect(switched.content.conversation.map(({ stage }) => stage)).toEqual(['engage', 'tell']);
    expect(measureSession(switched.content)).toMatchObject({ switched_to_training: true });
  });
});

describe('four kinds of coaching', () => {
  const seen = { kind: 'opportunistic', about: 'tactical', sign: 'reinforce', note: 'well asked' } as const;
  it('takes opportunistic sessions with about and sign, in one line, and praise counts', () => {
    const { content } = openSession(seen);
    expect(content).toMatchObject({
      state: 'held',
      intentional: null,
      model: 'sales_coaching',
      sign: 'reinforce',
    });
    expect(content.conversation).toMatchObject([{ stage: 'engage' }]);
  });
  it.each<[Partial<SessionOpening>, string]>([
    [{ kind: 'opportunistic' }, 'about_and_sign_missing'],
    [{ kind: 'tactical', about: 'tactical', sign: 'improve' }, 'about_and_sign_not_here'],
    [{ kind: 'strategic' }, 'list_or_account_missing'],
  ])('refuses %j', (opening, rule) => {
    expect(() => openSession(opening)).toThrow(rule);
  });
  it('asks the two whether it was the pattern after the stage is set, and lets a strategic talk hang on an account', () => {
    const judge: SessionMove = { kind: 'judge_pattern', verdict: 'one_off' };
    expect(refusal(sessionKind, openSession(seen), judge)).toEqual(['set_stage_first']);
    const set: SessionMove = { kind: 'write_stage', stage: 'set_stage', text: 'a minute?' };
    expect(inSession(openSession(seen), set, judge).content.pattern).toBe('one_off');
    expect(openSession({ kind: 'strategic', account_id: 'acme' }).content.account_id).toBe('acme');
  });
});

describe('action plan', () => {
  it('has items with owner, date and how it is seen, and shows the next one due', () => {
    const action: SessionMove = {
      kind: 'add_action',
      text: 'prepare three questions',
      owner_id: 'learner',
      due_on: '2026-11-09',
      seen_by: 'on the card of the next call',
    };
    const held = inSession(openSession(), { kind: 'hold', held_at: on(2, 8).at }, action);
    const settled = inSession(held, { kind: 'settle', outcome: 'action_items' });
    expect(sessionKind.project(settled.content).dueOn).toBe('2026-11-09');
    const done = inSession(settled, { kind: 'settle_action', action_id: '3', result: 'done' });
    expect(sessionKind.project(done.content).dueOn).toBeNull();
    expect(refusal(sessionKind, done, { kind: 'settle_action', action_id: '3', result: 'done' })).toEqual([
      'action_settled',
    ]);
  });
});

describe('rolling reviews and cadence', () => {
  it('rolls weekly until the skill holds, and marks one that is held late', () => {
    const due = open(reviewKind, { due_on: '2026-11-09', every_days: 7 });
    const held = act(
      reviewKind,
      due,
      { kind: 'hold', last_step_learned: 'silence helps', decision: 'go_on' },
      { when: on(11) },
    );
    expect(held.content.last_step_learned).toMatchObject({ late: true });
    expect(followingReview(held.content, '2026-11-11')).toEqual({ due_on: '2026-11-18', every_days: 7 });
    const ended = act(reviewKind, due, {
      kind: 'hold',
      last_step_learned: 'it holds',
      decision: 'skill_holds',
    });
    expect(followingReview(ended.content, '2026-11-09')).toBeNull();
    expect(followingReview(due.content, '2026-11-09')).toBeNull();
  });
});

const storyboard = () =>
  act(storyboardKind, open(storyboardKind, { focus: 'first calls' }), {
    kind: 'set_target_condition',
    text: 'every call ends with a date',
    by: '2026-11-27',
  });

describe('storyboard', () => {
  it('is the learner’s, keeps every version, and holds focus, target by a date, actual and steps', () => {
    const board = act(storyboardKind, storyboard(), {
      kind: 'set_target_condition',
      text: 'two of three',
      by: '2026-12-04',
    });
    expect(board.content.target_condition.map(({ due_on }) => due_on)).toEqual(['2026-11-27', '2026-12-04']);
    const write = { kind: 'note_actual_condition', text: 'one of three' } as const;
    expect(refusal(storyboardKind, board, write, { side: 'coach' })).toEqual(['only_the_learner']);
    expect(act(storyboardKind, board, write).content.actual_condition).toMatchObject([
      { text: 'one of three' },
    ]);
  });
});

function debriefedCall(): CoachingRecord<CallContent> {
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

describe('five-question card', () => {
  const obstacle = open(obstacleKind, { text: 'no time to prepare' });
  it('asks in order, filled with target and actual, and looks back at the last step', () => {
    const card = fillCard({
      storyboard: storyboard().content,
      actualNow: '5 of 20',
      targetOfPlan: null,
      lastCall: debriefedCall().content,
      obstacles: [
        obstacle.content,
        act(obstacleKind, open(obstacleKind, { text: 'nerves' }), { kind: 'work_on' }).content,
      ],
    });
    expect(card.map(({ id }) => id)).toEqual([
      'target_condition',
      'actual_condition',
      'last_planned',
      'last_expected',
      'last_happened',
      'last_learned',
      'obstacles',
      'next_step',
      'go_and_see',
    ]);
    expect(card.map(({ filledIn }) => filledIn)).toEqual([
      'every call ends with a date (by 2026-11-27)',
      '5 of 20',
      'ask why now',
      'they name a date',
      'they asked back',
      'wait longer',
      'now: nerves · no time to prepare',
      'ask twice',
      '2026-11-12',
    ]);
  });
  it('skips the look back when there is no last step', () => {
    const card = fillCard({
      storyboard: null,
      actualNow: null,
      targetOfPlan: null,
      lastCall: null,
      obstacles: [],
    });
    expect(card.map(({ id }) => id)).toEqual([
      'target_condition',
      'actual_condition',
      'obstacles',
      'next_step',
      'go_and_see',
    ]);
  });
});

describe('obstacle parking lot', () => {
  it('parks many and works on one at a time', () => {
    const parked = open(obstacleKind, { text: 'no time' });
    const busy = { facts: { workedOnObstacleId: 'other' } };
    expect(refusal(obstacleKind, parked, { kind: 'work_on' }, busy)).toEqual(['another_obstacle_worked_on']);
    const worked = act(obstacleKind, parked, { kind: 'work_on' });
    const removed = act(obstacleKind, worked, { kind: 'remove', learned: 'ten minutes are enough' });
    expect(removed.content).toMatchObject({ state: 'removed', learned: { text: 'ten minutes are enough' } });
    expect(refusal(obstacleKind, removed, { kind: 'park' })).toEqual(['record_ended']);
  });
});

describe('PDCA cycle record with the prediction locked before the call', () => {
  it('locks what was expected when the call starts and keeps what comes later as retrospective', () => {
    const planned = act(callKind, openCall(), plannedCall, { when: on(10, 13) });
    const later = act(callKind, planned, { ...plannedCall, expected: 'I knew it' }, { when: on(10, 15) });
    expect(later.content.plans.map(({ retrospective }) => retrospective)).toEqual([false, true]);
    expect(predictionOf(later.content)?.expected).toBe('they name a date');
    const move: CallMove = { kind: 'move_start', starts_at: on(12).at };
    expect(refusal(callKind, later, move, { when: on(10, 15) })).toEqual(['call_has_started']);
  });
  it('lets the learner say first what happened and was learned', () => {
    const planned = act(callKind, openCall(), plannedCall);
    const note: CallMove = { kind: 'add_note', text: 'I heard it differently' };
    expect(refusal(callKind, planned, note, { side: 'coach' })).toEqual(['learner_first']);
    expect(act(callKind, debriefedCall(), note, { side: 'coach' }).content.notes).toMatchObject([
      { by: 'coach' },
    ]);
    const debrief: CallMove = { kind: 'debrief', happened: 'x', learned: 'y' };
    expect(refusal(callKind, planned, debrief, { when: on(10, 12) })).toEqual(['call_not_started']);
    expect(refusal(callKind, planned, debrief, { side: 'coach' })).toEqual(['only_the_learner']);
  });
});

describe('calls as experiments with calibration', () => {
  it('scores predictions from twenty on, and nothing before', () => {
    const { content } = act(callKind, openCall(), { ...plannedCall, probability: 'likely' });
    const came: CallContent = { ...content, as_expected: 'yes' };
    expect(calibrate(Array.from({ length: 19 }, () => came))).toEqual({
      kind: 'too_few',
      have: 19,
      need: 20,
    });
    const missed: CallContent = { ...came, as_expected: 'no' };
    const twenty = [...Array.from({ length: 16 }, () => came), ...Array.from({ length: 4 }, () => missed)];
    expect(calibrate(twenty)).toMatchObject({ kind: 'calibrated', n: 20, brier: expect.closeTo(0.16, 10) });
  });
  it('does not count what was entered after the call', () => {
    const late = act(callKind, openCall(), { ...plannedCall, probability: 'sure' }, { when: on(10, 15) });
    const calls = Array.from({ length: 30 }, (): CallContent => ({ ...late.content, as_expected: 'yes' }));
    expect(calibrate(calls)).toMatchObject({ kind: 'too_few', have: 0 });
  });
});

describe('pre-call planning and debrief tied to real deals, proximity, intent', () => {
  it('measures nearness on both sides of the call', () => {
    expect(measureCall(debriefedCall().content)).toMatchObject({
      prepared_near: true,
      debriefed_near: true,
      on_activity: true,
    });
    const early = act(callKind, openCall(), plannedCall, { when: on(8) });
    const late = act(callKind, early, { kind: 'debrief', happened: 'x', learned: 'y' }, { when: on(12) });
    expect(measureCall(late.content)).toMatchObject({ prepared_near: false, debriefed_near: false });
    expect(late.content.happened).toMatchObject({ late: true });
  });
  it.each<[string, Partial<SessionOpening>, boolean | null]>([
    ['three hours ahead', { planned_for: on(2, 12).at }, true],
    ['one hour ahead', { planned_for: on(2, 10).at }, false],
    ['entered afterwards', { held_at: on(1).at }, false],
    ['opportunistic', { kind: 'opportunistic', about: 'tactical', sign: 'improve' }, null],
  ])('intent: %s', (_, opening, intentional) => {
    expect(openSession(opening).content.intentional).toBe(intentional);
  });
});

describe('the four contexts', () => {
  it.each([
    ['pursuing_opportunities', {}, true],
    ['making_calls', {}, true],
    ['prioritising_customers', {}, false],
    ['managing_accounts', {}, false],
    ['prioritising_customers', { list: 'north, quiet for 90 days' }, true],
    ['managing_accounts', { account_id: 'acme' }, true],
  ] as const)('%s with %j', (context, hangsOn, legal) => {
    const opened = () => openSession({ context, ...hangsOn });
    if (legal) expect(opened().content.context).toBe(context);
    else expect(opened).toThrow('list_or_account_missing');
  });
});

describe('doing and telling traps recorded', () => {
  it('doing: role agreed before a joint call, takeover marked, accounts on a handover list', () => {
    const agreed = act(
      callKind,
      openCall(),
      { kind: 'agree_role', role: 'support_on_my_sign' },
      { when: on(9), side: 'coach' },
    );
    const mark: CallMove = { kind: 'mark_takeover', took_over: true };
    expect(refusal(callKind, agreed, mark, { when: on(10, 12) })).toEqual(['call_not_started']);
    const marked = act(callKind, agreed, mark, { when: on(10, 16), side: 'coach' });
    expect(measureCall(marked.content)).toMatchObject({
      role_agreed_before: true,
      took_over: true,
      is_joint: true,
    });
    const listed = open(handoverKind, {
      learner_id: 'learner',
      account_id: 'acme',
      to_id: 'rep',
      by: '2026-11-30',
    });
    const postponed = act(handoverKind, listed, {
      kind: 'postpone',
      by: '2026-12-15',
      because: 'renewal runs',
    });
    expect(postponed.content).toMatchObject({ due_on: '2026-12-15', first_due_on: '2026-11-30' });
    expect(act(handoverKind, postponed, { kind: 'hand_over' }).content.state).toBe('handed_over');
  });
  it('telling: authors of measures, chart before solution, and a two-tap pulse', () => {
    expect(activePlan().measures[0]?.author).toBe('rep');
    expect(refusal(sessionKind, openSession(), { kind: 'choose_model', model: 'field_training' })).toEqual([
      'chart_unanswered',
    ]);
    const pulse = open(pulseKind, {
      session_id: planId,
      i_did_the_thinking: 'yes',
      it_helps_in_a_deal: 'partly',
    });
    expect(pulse.content).toMatchObject({ state: 'given', i_did_the_thinking: 'yes' });
  });
});

describe('coach the coach', () => {
  it('lets a manager be the learner of a plan whose skill is a coaching skill', () => {
    const plan = draft('manager', 'director');
    const chosen = movePlan(plan, 'director', { kind: 'choose_skill', skillId: 'coach.method' });
    expect(chosen.skill.at(-1)?.value).toBe('coach.method');
    expect(movePlan(chosen, 'manager', analysis).selfAnalysis).toHaveLength(1);
  });
});

describe('training together', () => {
  const participants = [
    { person_id: 'm', capacity: 'coach' as const },
    { person_id: 'r', capacity: 'learner' as const },
  ];
  it('says whether the managers who coach were learners before', () => {
    const opening = { skill_id: 'discovery', on: '2026-11-20', participants };
    expect(open(trainingKind, opening).content.coach_learned_before).toBe(false);
    const after = open(trainingKind, opening, { facts: { learnedBefore: ['m'] } });
    expect(after.content.coach_learned_before).toBe(true);
    expect(() =>
      open(trainingKind, { ...opening, participants: [...participants, ...participants] }),
    ).toThrow('participant_twice');
  });
});

describe('time and barriers', () => {
  it('agrees hours and what the manager stops doing, by both, and again after a change', () => {
    const proposed = open(timeAgreementKind, {
      learner_id: 'learner',
      month: '2026-12',
      hours: 12,
      stops_doing: ['weekly report'],
    });
    expect(refusal(timeAgreementKind, proposed, { kind: 'accept' })).toEqual(['agreed_already']);
    const agreed = act(timeAgreementKind, proposed, { kind: 'accept' }, { side: 'coach' });
    expect(agreed.content.state).toBe('agreed');
    const changed = act(timeAgreementKind, agreed, { kind: 'change', hours: 8, stops_doing: [] });
    expect(changed.content).toMatchObject({ state: 'proposed', hours: 8 });
  });
  it('takes a barrier to the next level, which answers within 30 days or passes it up', () => {
    const filed = open(barrierKind, { what: 'approvals', text: 'three signatures' });
    expect(filed.content).toMatchObject({ asked_of: 'coach', due_on: '2026-12-02' });
    const answer = { kind: 'answer', answer: 'will_be_removed', text: 'one from January' } as const;
    expect(refusal(barrierKind, filed, answer)).toEqual(['only_the_coach']);
    const up = act(
      barrierKind,
      filed,
      { kind: 'pass_up' },
      { side: 'coach', when: on(10), facts: { nextLevelId: 'director' } },
    );
    expect(up).toMatchObject({
      coachId: 'director',
      content: { asked_of: 'director', due_on: '2026-12-10' },
    });
    expect(refusal(barrierKind, filed, { kind: 'pass_up' }, { side: 'coach' })).toEqual(['no_next_level']);
    expect(act(barrierKind, up, answer, { side: 'coach' }).content.state).toBe('answered');
  });
});

describe('recognition', () => {
  it('is given to somebody else and can be taken back', () => {
    const opening = { learner_id: 'learner', what: 'thanks', text: 'you listened' } as const;
    const given = open(recognitionKind, opening, { side: 'coach' });
    expect(act(recognitionKind, given, { kind: 'withdraw' }, { side: 'coach' }).content.state).toBe(
      'withdrawn',
    );
    expect(() => open(recognitionKind, opening)).toThrow('not_yourself');
  });
});

describe('practice cards', () => {
  it('are offered, adopted by others, and then made the reference', () => {
    const card = open(practiceKind, {
      skill_id: 'discovery',
      title: 'Three whys',
      when: 'first call',
      how: 'ask why',
      example: 'last week',
    });
    const offered = act(practiceKind, card, { kind: 'offer' });
    expect(refusal(practiceKind, offered, { kind: 'adopt' })).toEqual(['not_your_own']);
    expect(refusal(practiceKind, offered, { kind: 'make_reference' }, { side: 'coach' })).toEqual([
      'nobody_adopted',
    ]);
    const adopted = act(practiceKind, offered, { kind: 'adopt' }, { side: 'reader', by: 'r2' });
    expect(refusal(practiceKind, adopted, { kind: 'adopt' }, { side: 'reader', by: 'r2' })).toEqual([
      'adopted_already',
    ]);
    expect(act(practiceKind, adopted, { kind: 'make_reference' }, { side: 'coach' }).content.state).toBe(
      'reference',
    );
  });
});

describe('selection evidence', () => {
  it('is offered by the person alone, shown when they say so, and taken back', () => {
    const own = open(selectionEvidenceKind, { what: 'peer_session', text: 'with B.', on: '2026-10-20' });
    expect(refusal(selectionEvidenceKind, own, { kind: 'show', to: 'manager' }, { side: 'coach' })).toEqual([
      'only_the_learner',
    ]);
    const shown = act(selectionEvidenceKind, own, { kind: 'show', to: 'manager' });
    expect(shown.content.state).toBe('shown');
    expect(Object.keys(shown.content)).not.toContain('score');
    expect(act(selectionEvidenceKind, shown, { kind: 'withdraw' }).content.state).toBe('withdrawn');
  });
});

describe('a dispute', () => {
  it('marks a number until operations answer, within five working days', () => {
    const raised = open(
      disputeKind,
      { indicator: 'step_up_rate', key: 'qualified', value: '0.21', text: 'not my deals' },
      { when: on(6) },
    );
    expect(raised.content).toMatchObject({ state: 'open', due_on: '2026-11-13' });
    const answer = { kind: 'answer', answer: 'corrected', text: 'two deals moved' } as const;
    expect(refusal(disputeKind, raised, answer, { side: 'coach' })).toEqual(['only_operations']);
    expect(act(disputeKind, raised, answer, { side: 'operations' }).content.state).toBe('answered');
  });
});

describe('a focus over months with a new manager, an absence, a late entry', () => {
  it('takes entries after the month and marks them late', () => {
    const late = movePlan(
      activePlan(),
      'rep',
      { kind: 'record_behaviour_verdict', verdict: 'changed' },
      '2026-12-03',
    );
    expect(late.behaviourVerdict).toMatchObject([{ value: 'changed', late: true }]);
  });
  it('knows the days of an absence', () => {
    const away = open(absenceKind, { learner_id: 'learner', from: '2026-11-09' });
    const back = act(absenceKind, away, { kind: 'set_return', until: '2026-11-16' });
    expect([8, 9, 15, 16].map((day) => isAway([back.content], on(day).today))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(refusal(absenceKind, away, { kind: 'set_return', until: '2026-11-09' })).toEqual([
      'return_before_absence',
    ]);
    expect(isAway([act(absenceKind, back, { kind: 'cancel' }).content], '2026-11-10')).toBe(false);
  });
  it('lets a learner invite a peer, who is none of the two', () => {
    expect(open(invitationKind, { guest_id: 'peer', as: 'peer' }).content.state).toBe('open');
    expect(() => open(invitationKind, { guest_id: 'coach', as: 'observer' })).toThrow('guest_is_a_party');
  });
});
