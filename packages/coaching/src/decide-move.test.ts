import { describe, expect, it } from 'vitest';
import { decideMove } from './decide-move.ts';
import { openPlan } from './open-plan.ts';
import type { Move, MoveContext } from './move.ts';
import type { Plan } from './plan.ts';
import type { Rule } from './rule.ts';

const target = {
  behaviour: 'asks who decides',
  indicator: 'contacts_per_deal',
  baseline: 1.2,
  value: 2,
  by: '2026-12-04',
};

const moves = {
  choose_skill: { kind: 'choose_skill', skillId: 'qualify' },
  state_reason: {
    kind: 'state_reason',
    reason: { text: 'Deals stop after the demo', numbers: [], asOf: '2026-11-01T00:00:00.000000Z' },
  },
  write_self_analysis: { kind: 'write_self_analysis', text: 'I talk too much' },
  write_coach_view: { kind: 'write_coach_view', text: 'I saw two demos' },
  confirmed: { kind: 'confirm_by_discussion', verdict: 'confirmed' },
  other_cause: { kind: 'confirm_by_discussion', verdict: 'other_cause' },
  observed: { kind: 'confirm_by_observation', verdict: 'confirmed' },
  add_measure: { kind: 'add_measure', measureId: 'm1', text: 'Three questions before the demo' },
  withdraw_measure: { kind: 'withdraw_measure', measureId: 'm1' },
  add_coach_action: { kind: 'add_coach_action', actionId: 'a1', text: 'Prepare Thursday', on: '2026-11-12' },
  set_behaviour_target: { kind: 'set_behaviour_target', target },
  set_outcome: {
    kind: 'set_outcome',
    outcome: { pipelineId: 'p', stageId: 's', baseline: 0.31, provenFor: 'group' },
  },
  propose: { kind: 'propose' },
  accept: { kind: 'accept', comment: null },
  want_change: { kind: 'want_change', comment: 'One measure less' },
  activate: { kind: 'activate' },
  verdict: { kind: 'record_behaviour_verdict', verdict: 'not_seen' },
  complete: { kind: 'complete' },
  abandon: { kind: 'abandon', because: 'changed_approach' },
} as const satisfies Record<string, Move>;

type Step = readonly ['rep' | 'coach' | 'stranger', keyof typeof moves];

const context: MoveContext = {
  actorId: 'rep',
  at: '2026-11-10T09:00:00.000000Z',
  today: '2026-11-10',
  otherActivePlanId: null,
};

const draft = openPlan({
  id: 'plan-1',
  focusId: 'focus-1',
  repId: 'rep',
  coachId: 'coach',
  month: '2026-11',
  basis: 'diagnosis',
  diagnosisId: 'finding-1',
  at: '2026-11-02T08:00:00.000000Z',
});

const questions: readonly Step[] = [
  ['coach', 'choose_skill'],
  ['coach', 'state_reason'],
];
const talkedOver: readonly Step[] = [...questions, ['rep', 'write_self_analysis'], ['coach', 'confirmed']];
const filled: readonly Step[] = [
  ...talkedOver,
  ['rep', 'add_measure'],
  ['coach', 'set_behaviour_target'],
  ['coach', 'set_outcome'],
];
const proposed: readonly Step[] = [...filled, ['coach', 'propose']];
const accepted: readonly Step[] = [...proposed, ['rep', 'accept'], ['coach', 'accept']];
const active: readonly Step[] = [...accepted, ['coach', 'activate']];
const completed: readonly Step[] = [...active, ['rep', 'verdict'], ['coach', 'complete']];

function without(steps: readonly Step[], left: keyof typeof moves): readonly Step[] {
  return steps.filter(([, move]) => move !== left);
}

function decide(plan: Plan, [actorId, move]: Step, changed: Partial<MoveContext> = {}) {
  return decideMove(plan, moves[move], { ...context, actorId, ...changed });
}

function play(steps: readonly Step[]): Plan {
  return steps.reduce((plan, step) => {
    const decision = decide(plan, step);
    if (decision.kind === 'refused') throw new Error(`${step.join(' ')}: ${JSON.stringify(decision.broken)}`);
    return decision.plan;
  }, draft);
}

describe('a refused move names the rules it breaks', () => {
  const rows: readonly [
    name: string,
    before: readonly Step[],
    step: Step,
    rules: readonly Rule[],
    changed?: Partial<MoveContext>,
  ][] = [
    ['nobody but the two moves a plan', [], ['stranger', 'choose_skill'], ['not_a_party']],
    ['the self-analysis is the rep’s own', questions, ['coach', 'write_self_analysis'], ['only_the_rep']],
    [
      'the coach’s field opens after the self-analysis',
      questions,
      ['coach', 'write_coach_view'],
      ['self_analysis_first'],
    ],
    ['the coach’s field is the coach’s', talkedOver, ['rep', 'write_coach_view'], ['only_the_coach']],
    ['the two talk after the self-analysis', questions, ['coach', 'confirmed'], ['self_analysis_first']],
    [
      'there is nothing to talk about yet',
      [],
      ['coach', 'confirmed'],
      ['skill_missing', 'reason_missing', 'self_analysis_first'],
    ],
    [
      'a proposal answers the first two questions',
      [],
      ['rep', 'propose'],
      ['skill_missing', 'reason_missing'],
    ],
    ['a plan is proposed once', proposed, ['rep', 'propose'], ['plan_not_draft']],
    ['a draft is not accepted', filled, ['rep', 'accept'], ['plan_not_proposed']],
    ['a draft is not activated', filled, ['rep', 'activate'], ['plan_not_proposed']],
    [
      'activation needs the self-analysis and the talk',
      [
        ...questions,
        ['rep', 'add_measure'],
        ['rep', 'set_behaviour_target'],
        ['rep', 'set_outcome'],
        ['rep', 'propose'],
        ['rep', 'accept'],
        ['coach', 'accept'],
      ],
      ['coach', 'activate'],
      ['self_analysis_missing', 'discussion_missing'],
    ],
    [
      'activation needs a confirmed hypothesis',
      [...proposed, ['rep', 'other_cause'], ['rep', 'accept'], ['coach', 'accept']],
      ['coach', 'activate'],
      ['hypothesis_rejected'],
    ],
    [
      'a talk about another skill does not count',
      [...accepted, ['rep', 'choose_skill'], ['rep', 'accept'], ['coach', 'accept']],
      ['coach', 'activate'],
      ['discussion_missing'],
    ],
    [
      'nothing is confirmed while the rep disputes the finding',
      [...questions, ['rep', 'write_self_analysis']],
      ['coach', 'confirmed'],
      ['finding_disputed'],
      { findingIsDisputed: true },
    ],
    [
      'nothing is activated while the rep disputes the finding',
      accepted,
      ['coach', 'activate'],
      ['finding_disputed'],
      { findingIsDisputed: true },
    ],
    [
      'activation needs a measure',
      without(accepted, 'add_measure'),
      ['coach', 'activate'],
      ['rep_measure_missing'],
    ],
    [
      'a measure by the coach alone is not enough',
      [...without(proposed, 'add_measure'), ['coach', 'add_measure'], ['rep', 'accept'], ['coach', 'accept']],
      ['coach', 'activate'],
      ['rep_measure_missing'],
    ],
    [
      'a withdrawn measure does not count',
      [...proposed, ['rep', 'withdraw_measure'], ['rep', 'accept'], ['coach', 'accept']],
      ['coach', 'activate'],
      ['rep_measure_missing'],
    ],
    [
      'activation needs a behaviour target',
      without(accepted, 'set_behaviour_target'),
      ['coach', 'activate'],
      ['behaviour_target_missing'],
    ],
    [
      'activation needs an outcome',
      without(accepted, 'set_outcome'),
      ['coach', 'activate'],
      ['outcome_missing'],
    ],
    [
      'activation needs the rep’s acceptance',
      [...proposed, ['coach', 'accept']],
      ['coach', 'activate'],
      ['rep_acceptance_missing'],
    ],
    [
      'activation needs the coach’s acceptance',
      [...proposed, ['rep', 'accept']],
      ['rep', 'activate'],
      ['coach_acceptance_missing'],
    ],
    [
      'a wanted change is no acceptance',
      [...accepted, ['rep', 'want_change']],
      ['coach', 'activate'],
      ['rep_acceptance_missing'],
    ],
    [
      'an acceptance lapses when the content changes',
      [...accepted, ['coach', 'add_coach_action']],
      ['coach', 'activate'],
      ['rep_acceptance_missing', 'coach_acceptance_missing'],
    ],
    [
      'one active developmental plan per rep and month',
      accepted,
      ['coach', 'activate'],
      ['another_plan_active'],
      { otherActivePlanId: 'plan-0' },
    ],
    [
      'a target date that has come is no target',
      accepted,
      ['coach', 'activate'],
      ['target_date_out_of_range'],
      { today: '2026-12-04' },
    ],
    [
      'a target date in the past is refused',
      [],
      ['rep', 'set_behaviour_target'],
      ['target_date_out_of_range'],
      { today: '2026-12-10' },
    ],
    [
      'a target date beyond twelve weeks is refused',
      [],
      ['rep', 'set_behaviour_target'],
      ['target_date_out_of_range'],
      { today: '2026-09-10' },
    ],
    [
      'the behaviour target is fixed at activation',
      active,
      ['coach', 'set_behaviour_target'],
      ['plan_not_open_for_change'],
    ],
    ['the outcome is fixed at activation', active, ['coach', 'set_outcome'], ['plan_not_open_for_change']],
    ['an active plan is not activated again', active, ['coach', 'activate'], ['plan_not_proposed']],
    ['an observation belongs to an active plan', proposed, ['coach', 'observed'], ['plan_not_active']],
    [
      'the reason was settled before the plan began',
      active,
      ['coach', 'state_reason'],
      ['plan_not_open_for_change'],
    ],
    [
      'a plan is completed with a behaviour verdict',
      active,
      ['coach', 'complete'],
      ['behaviour_verdict_missing'],
    ],
    ['a draft is not completed', filled, ['coach', 'complete'], ['plan_not_active']],
    ['a completed plan is kept as it is', completed, ['rep', 'write_self_analysis'], ['plan_ended']],
    ['a completed plan is not abandoned', completed, ['coach', 'abandon'], ['plan_ended']],
    ['an abandoned plan is not taken up again', [['rep', 'abandon']], ['rep', 'propose'], ['plan_ended']],
    ['an id stands for one measure', filled, ['coach', 'add_measure'], ['id_taken']],
    ['a measure is withdrawn by its author', filled, ['coach', 'withdraw_measure'], ['only_the_author']],
    [
      'a measure is withdrawn once',
      [...filled, ['rep', 'withdraw_measure']],
      ['rep', 'withdraw_measure'],
      ['measure_unknown'],
    ],
  ];

  it.each(rows)('%s', (_name, before, step, rules, changed) => {
    const plan = play(before);
    const decision = decide(plan, step, changed);
    expect(decision.kind).toBe('refused');
    if (decision.kind === 'refused') {
      expect(decision.broken.map(({ rule }) => rule)).toEqual(rules);
      for (const { why, remedy } of decision.broken)
        expect([why, remedy].every((text) => text.length > 10)).toBe(true);
    }
  });

  it.each([
    ['a skill', { kind: 'choose_skill', skillId: ' ' }],
    [
      'a reason',
      { kind: 'state_reason', reason: { text: '', numbers: [], asOf: '2026-11-01T00:00:00.000000Z' } },
    ],
    ['a self-analysis', { kind: 'write_self_analysis', text: '\n' }],
    ['a measure', { kind: 'add_measure', measureId: 'm', text: '' }],
    ['a behaviour', { kind: 'set_behaviour_target', target: { ...target, behaviour: '' } }],
  ] satisfies [string, Move][])('%s without words is refused', (_name, move) => {
    const decision = decideMove(draft, move, context);
    expect(decision).toMatchObject({ kind: 'refused', broken: [{ rule: 'text_empty' }] });
  });

  it('a target that asks for no change is refused', () => {
    const move: Move = { kind: 'set_behaviour_target', target: { ...target, value: target.baseline } };
    expect(decideMove(draft, move, context)).toMatchObject({
      kind: 'refused',
      broken: [{ rule: 'target_equals_baseline' }],
    });
  });

  it('a target on a date that does not exist is refused', () => {
    const move: Move = { kind: 'set_behaviour_target', target: { ...target, by: 'soon' } };
    expect(decideMove(draft, move, context)).toMatchObject({
      kind: 'refused',
      broken: [{ rule: 'target_date_out_of_range' }],
    });
  });
});

describe('a legal move', () => {
  const rows: readonly [name: string, before: readonly Step[], step: Step, expected: Partial<Plan>][] = [
    ['a complete and accepted plan becomes active', accepted, ['rep', 'activate'], { state: 'active' }],
    ['either side may propose', filled, ['rep', 'propose'], { state: 'proposed' }],
    [
      'an active plan with a verdict is completed',
      [...active, ['coach', 'verdict']],
      ['rep', 'complete'],
      { state: 'completed' },
    ],
    ['a draft may be abandoned', [], ['coach', 'abandon'], { state: 'abandoned' }],
    ['an active plan may be abandoned', active, ['rep', 'abandon'], { state: 'abandoned' }],
    [
      'accepting again after a change makes it whole',
      [...proposed, ['rep', 'want_change'], ['rep', 'accept'], ['coach', 'accept']],
      ['rep', 'activate'],
      { state: 'active' },
    ],
  ];

  it.each(rows)('%s', (_name, before, step, expected) => {
    expect(decide(play(before), step)).toMatchObject({ kind: 'moved', plan: expected });
  });

  it('raises the version by one and tells the history who did what, when and from which state', () => {
    const plan = play(accepted);
    expect(decide(plan, ['coach', 'activate'])).toMatchObject({
      kind: 'moved',
      plan: { version: plan.version + 1, updatedAt: context.at },
      change: {
        planId: 'plan-1',
        version: plan.version + 1,
        move: 'activate',
        by: 'coach',
        side: 'coach',
        at: context.at,
        late: false,
        fromState: 'proposed',
        toState: 'active',
      },
    });
  });

  it('keeps what was written before', () => {
    const plan = play([...questions, ['rep', 'write_self_analysis']]);
    const decision = decideMove(plan, { kind: 'write_self_analysis', text: 'It is the opening' }, context);
    expect(decision).toMatchObject({
      plan: { selfAnalysis: [{ value: 'I talk too much' }, { value: 'It is the opening' }] },
    });
  });

  it('is taken after the month and marked late', () => {
    const decision = decide(play(active), ['coach', 'observed'], { today: '2026-12-01' });
    expect(decision).toMatchObject({
      kind: 'moved',
      change: { late: true },
      plan: { observation: [{ late: true }] },
    });
  });

  it('is not late on the last day of the month', () => {
    expect(decide(play(active), ['coach', 'observed'], { today: '2026-11-30' })).toMatchObject({
      change: { late: false },
    });
  });
});
