import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideMove } from './decide-move.ts';
import { openPlan } from './open-plan.ts';
import { behaviourVerdicts, confirmationVerdicts } from './plan.ts';
import { standingAcceptance, standingDiscussion, standingMeasures } from './standing-answers.ts';
import type { Move } from './move.ts';
import type { Plan } from './plan.ts';

const text = fc.constantFrom('a', 'b', ' ');
const id = fc.constantFrom('1', '2', '3');
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constant('choose_skill'), skillId: text }),
  fc.record({
    kind: fc.constant('state_reason'),
    reason: fc.record({ text, numbers: fc.constant([]), asOf: fc.constant('2026-11-01T00:00:00.000000Z') }),
  }),
  fc.record({ kind: fc.constant('write_self_analysis'), text }),
  fc.record({ kind: fc.constant('write_coach_view'), text }),
  fc.record({
    kind: fc.constant('confirm_by_discussion'),
    verdict: fc.constantFrom(...confirmationVerdicts),
  }),
  fc.record({
    kind: fc.constant('confirm_by_observation'),
    verdict: fc.constantFrom(...confirmationVerdicts),
  }),
  fc.record({ kind: fc.constant('add_measure'), measureId: id, text }),
  fc.record({ kind: fc.constant('withdraw_measure'), measureId: id }),
  fc.record({ kind: fc.constant('add_coach_action'), actionId: id, text, on: fc.constant(null) }),
  fc.record({
    kind: fc.constant('set_behaviour_target'),
    target: fc.record({
      behaviour: text,
      indicator: text,
      baseline: fc.constant(1),
      value: fc.constantFrom(1, 2),
      by: fc.constantFrom('2026-11-20', '2026-10-01'),
    }),
  }),
  fc.record({
    kind: fc.constant('set_outcome'),
    outcome: fc.constant({ pipelineId: 'p', stageId: 's', baseline: null, provenFor: 'person' as const }),
  }),
  fc.record({
    kind: fc.constant('record_behaviour_verdict'),
    verdict: fc.constantFrom(...behaviourVerdicts),
  }),
  fc.record({ kind: fc.constantFrom('propose', 'complete') }),
  fc.record({ kind: fc.constant('activate') }),
  fc.record({ kind: fc.constantFrom('accept', 'want_change'), comment: fc.constant(null) }),
  fc.record({ kind: fc.constant('abandon'), because: fc.constant('paused') }),
);
const step = fc.record({
  move,
  actorId: fc.constantFrom('rep', 'coach'),
  other: fc.constantFrom(null, null, 'x'),
});

const lists = [
  'skill',
  'reason',
  'selfAnalysis',
  'coachView',
  'discussion',
  'observation',
  'measures',
  'coachActions',
  'acceptance',
  'behaviourTarget',
  'outcome',
  'behaviourVerdict',
] as const;

/** A start near the end of the way, so that random walks reach every state. */
const reachable: readonly (readonly [string, Move])[] = [
  ['rep', { kind: 'choose_skill', skillId: 's' }],
  ['rep', { kind: 'state_reason', reason: { text: 'r', numbers: [], asOf: '2026-11-01T00:00:00.000000Z' } }],
  ['rep', { kind: 'write_self_analysis', text: 't' }],
  ['rep', { kind: 'confirm_by_discussion', verdict: 'confirmed' }],
  ['rep', { kind: 'add_measure', measureId: '0', text: 'm' }],
  [
    'rep',
    { kind: 'set_outcome', outcome: { pipelineId: 'p', stageId: 's', baseline: null, provenFor: 'group' } },
  ],
  [
    'rep',
    {
      kind: 'set_behaviour_target',
      target: { behaviour: 'b', indicator: 'i', baseline: 1, value: 2, by: '2026-11-20' },
    },
  ],
  ['rep', { kind: 'propose' }],
  ['rep', { kind: 'accept', comment: null }],
  ['coach', { kind: 'accept', comment: null }],
];

function start(length: number): Plan {
  const opened = openPlan({
    id: 'p',
    focusId: 'f',
    repId: 'rep',
    coachId: 'coach',
    month: '2026-11',
    basis: 'own_wish',
    diagnosisId: null,
    at: '2026-11-01T00:00:00.000000Z',
  });
  return reachable.slice(0, length).reduce((plan, [actorId, next]) => {
    const decision = decideMove(plan, next, {
      actorId,
      at: opened.openedAt,
      today: '2026-11-02',
      otherActivePlanId: null,
    });
    return decision.kind === 'moved' ? decision.plan : plan;
  }, opened);
}

describe('any walk through the moves', () => {
  it('never loses an entry, counts every move once and activates only what the two agreed', () => {
    let activations = 0;
    fc.assert(
      fc.property(
        // Half of the walks begin where one move activates.
        fc.oneof(fc.integer({ min: 0, max: reachable.length }), fc.constant(reachable.length)),
        fc.array(step, { maxLength: 25 }),
        (length, steps) => {
          let plan = start(length);
          for (const { move: next, actorId, other } of steps) {
            const context = {
              actorId,
              at: '2026-11-10T00:00:00.000000Z',
              today: '2026-11-10',
              otherActivePlanId: other,
            };
            const before = structuredClone(plan);
            const decision = decideMove(plan, next, context);
            expect(plan).toEqual(before);
            if (decision.kind === 'refused') {
              expect(decision.broken.length).toBeGreaterThan(0);
              continue;
            }
            plan = decision.plan;
            expect(plan.version).toBe(before.version + 1);
            for (const list of lists) expect(plan[list].length).toBeGreaterThanOrEqual(before[list].length);
            for (const list of lists.filter((name) => name !== 'measures'))
              expect(plan[list].slice(0, before[list].length)).toEqual(before[list]);
            expect(plan.measures.slice(0, before.measures.length).map(({ written }) => written)).toEqual(
              before.measures.map(({ written }) => written),
            );
            expect(['completed', 'abandoned']).not.toContain(before.state);
            if (decision.change.toState === 'active' && decision.change.fromState !== 'active') {
              activations += 1;
              expect(other).toBeNull();
              expect(plan.selfAnalysis.length).toBeGreaterThan(0);
              expect(standingDiscussion(plan)?.value).toBe('confirmed');
              expect(standingMeasures(plan).some(({ author }) => author === 'rep')).toBe(true);
              for (const side of ['rep', 'coach'] as const)
                expect(standingAcceptance(plan, side)?.answer).toBe('accepted');
            }
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(activations).toBeGreaterThan(0);
  });
});
