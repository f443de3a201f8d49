import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnoseTeam } from '../diagnose-team.ts';
import type { TeamInput } from '../team-input.ts';
import type { Episode } from '../episode.ts';
import { AS_OF_DAYS, makeEpisode } from '../testing/make-episode.ts';
import { answerWhatIf } from './answer-what-if.ts';
import type { WonDeal } from './deal-values.ts';
import { estimateDealValues } from './deal-values.ts';
import { estimateWorkload } from './estimate-workload.ts';
import { prepareLevers } from './lever-model.ts';
import type { LeverModel } from './lever-model.ts';
import { rankLevers } from './rank-levers.ts';

const REPS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const STEPS = ['1', '2', '3'];

/** A plain funnel: of 100 leads a rep, each step moves `rate` of what reaches it on; ages spread over the window. */
function funnel(rateOf: (repId: string, step: string) => number, leads = 100): TeamInput {
  const steps = STEPS.map((step, s) => ({
    step,
    horizon: { days: 35, source: 'stage' } as const,
    episodes: REPS.flatMap((repId): Episode[] => {
      const entries = STEPS.slice(0, s).reduce((deals, before) => deals * rateOf(repId, before), leads);
      const count = Math.round(entries);
      const advancing = Math.round(count * rateOf(repId, step));
      return Array.from({ length: count }, (_, i) => {
        const ageDays = 2 + ((i * 61) % 170);
        const days = 3 + (i % 20);
        const ended = days <= ageDays;
        return makeEpisode({
          repId,
          ageDays,
          startsHere: s === 0,
          // Spread evenly over the ages.
          daysToAdvance: ended && (i * advancing) % count < advancing ? days : null,
          daysToLoss: ended && (i * advancing) % count >= advancing ? days : null,
        });
      });
    }),
  }));
  return { repIds: REPS, asOfDays: AS_OF_DAYS, steps };
}

const WON: readonly WonDeal[] = REPS.map((repId) => ({ repId, segmentKey: 'all', value: 1000 }));

function prepare(input: TeamInput, wonDeals: readonly WonDeal[] = WON): LeverModel {
  return prepareLevers({ diagnosis: diagnoseTeam(input), chains: [STEPS], wonDeals });
}

/** Rep `a` moves half as many on at step 2; step 1 has the lowest rate for everybody. */
const WEAK_AT_TWO = funnel(
  (repId, step) => (step === '1' ? 0.3 : repId === 'a' && step === '2' ? 0.3 : 0.6),
  400,
);

describe('rankLevers', () => {
  it('names the step with the gap, not the one with the lowest rate', () => {
    const levers = rankLevers(prepare(WEAK_AT_TWO), 'a');
    expect(levers).toMatchObject({ kind: 'ranked', verdict: 'clear', dilution: 0.8 });
    if (levers.kind !== 'ranked') return;
    const [best] = levers.levers;
    expect(best?.step).toBe('2');
    expect(best?.probabilityBest).toBeGreaterThan(0.8);
    expect(best?.target.mean).toBeGreaterThan(best?.rate.mean ?? 1);
    // Four wins in 182 days at today's rates; a lift by (target / rate − 1) × .8 of them.
    const { perMonth = 0 } = best?.winsThroughStep ?? {};
    const lift = (best?.target.mean ?? 0) / (best?.rate.mean ?? 1) - 1;
    expect(best?.perMonth.wonDeals.mean).toBeGreaterThan(0.7 * 0.8 * lift * perMonth);
    expect(best?.perMonth.wonDeals.mean).toBeLessThan(1.3 * 0.8 * lift * perMonth);
    expect(best?.perMonth.wonValue?.mean).toBeCloseTo(1000 * (best?.perMonth.wonDeals.mean ?? 0), 6);
    expect(best?.extraEntriesPerMonth.map(({ step }) => step)).toEqual(['3']);
  });

  it('says that two levers are about equal where nothing tells them apart', () => {
    const levers = rankLevers(prepare(funnel(() => 0.5, 400)), 'b');
    expect(levers).toMatchObject({ kind: 'ranked', verdict: 'about_equal' });
  });

  it('goes by deals where amounts are missing', () => {
    const unpriced = WON.map((deal) => ({ ...deal, value: null }));
    const levers = rankLevers(prepare(WEAK_AT_TWO, unpriced), 'a');
    expect(levers).toMatchObject({ kind: 'ranked', verdict: 'clear' });
    if (levers.kind === 'ranked') expect(levers.levers[0]?.perMonth.wonValue).toBeNull();
  });

  it('lands at most the steady state in a quarter, and less of it from early steps', () => {
    const levers = rankLevers(prepare(funnel(() => 0.5, 400)), 'b');
    if (levers.kind !== 'ranked') throw new Error(levers.kind);
    const byStep = new Map(levers.levers.map((lever) => [lever.step, lever.winsThroughStep.thisQuarter]));
    expect(byStep.get('1')).toBeLessThan(byStep.get('2') ?? 0);
    expect(byStep.get('2')).toBeLessThan(byStep.get('3') ?? 0);
  });

  it('takes the own best quarter for a target where asked', () => {
    const model = prepare(WEAK_AT_TWO);
    const own = rankLevers(model, 'a', { target: 'own_best' });
    const team = rankLevers(model, 'a');
    if (own.kind !== 'ranked' || team.kind !== 'ranked') throw new Error('not ranked');
    const targetAtTwo = (levers: typeof own) => levers.levers.find(({ step }) => step === '2')?.target.mean;
    // The same weak rate in every quarter: the own best is far below the team's upper quartile.
    expect(targetAtTwo(own)).toBeLessThan((targetAtTwo(team) ?? 0) - 0.05);
  });

  it('answers in words where there is nothing to rank', () => {
    expect(rankLevers(prepare(WEAK_AT_TWO), 'nobody')).toEqual({
      repId: 'nobody',
      kind: 'not_enough_data',
      have: 0,
      need: 10,
    });
    const empty = { repIds: REPS, asOfDays: AS_OF_DAYS, steps: [] };
    expect(rankLevers(prepare(empty), 'a')).toMatchObject({ kind: 'not_enough_data', have: 0 });
  });

  it('gives the same bits whatever the order of reps and deals', () => {
    const shuffled: TeamInput = {
      ...WEAK_AT_TWO,
      repIds: REPS.toReversed(),
      steps: WEAK_AT_TWO.steps
        .map((step) => ({ ...step, episodes: [...step.episodes].toReversed() }))
        .toReversed(),
    };
    expect(rankLevers(prepare(shuffled, WON.toReversed()), 'a')).toEqual(
      rankLevers(prepare(WEAK_AT_TWO), 'a'),
    );
  });
});

describe('answerWhatIf', () => {
  const model = prepare(WEAK_AT_TWO);

  it('grows with the rate and is a loss below today’s', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.97, noNaN: true }), (rate) => {
        const gainAt = (asked: number): number => {
          const answer = answerWhatIf(model, {
            repId: 'a',
            step: '2',
            change: { kind: 'rate', rate: asked },
          });
          return answer.kind === 'estimated' ? answer.perMonth.wonDeals.mean : NaN;
        };
        expect(gainAt(rate + 0.02)).toBeGreaterThan(gainAt(rate));
      }),
      { numRuns: 20 },
    );
    const lower = answerWhatIf(model, { repId: 'a', step: '2', change: { kind: 'rate', rate: 0.1 } });
    if (lower.kind !== 'estimated') throw new Error(lower.kind);
    expect(lower.perMonth.wonDeals.mean).toBeLessThan(0);
    expect(lower.target.mean).toBeCloseTo(0.1, 6);
  });

  it('lifted to the team’s target, says what the ranking says', () => {
    const change = { kind: 'target', target: 'team_upper_quartile' } as const;
    const answer = answerWhatIf(model, { repId: 'a', step: '2', change });
    const ranked = rankLevers(model, 'a');
    if (answer.kind !== 'estimated' || ranked.kind !== 'ranked') throw new Error('no answer');
    expect(answer.perMonth).toEqual(ranked.levers.find(({ step }) => step === '2')?.perMonth);
  });

  it('is proportional to the dilution', () => {
    const at = (dilution: number) => {
      const change = { kind: 'rate', rate: 0.6 } as const;
      const answer = answerWhatIf(model, { repId: 'a', step: '2', change, dilution });
      return answer.kind === 'estimated' ? answer.thisQuarter.wonDeals.mean : NaN;
    };
    expect(at(1)).toBeCloseTo(2 * at(0.5), 9);
  });

  it.each([
    ['out_of_range', '2', { kind: 'rate', rate: 1 }],
    ['out_of_range', '2', { kind: 'rate', rate: NaN }],
    ['step_not_measured', 'nowhere', { kind: 'rate', rate: 0.5 }],
  ] as const)('refuses with %s', (kind, step, change) => {
    expect(answerWhatIf(model, { repId: 'a', step, change }).kind).toBe(kind);
  });

  it('says so where nothing of a rep is under way', () => {
    const change = { kind: 'rate', rate: 0.5 } as const;
    expect(answerWhatIf(model, { repId: 'nobody', step: '2', change }).kind).toBe('nothing_under_way');
  });
});

describe('estimateDealValues', () => {
  it('cuts down outliers and shrinks to the segment, and that to the team', () => {
    const usual = Array.from({ length: 39 }, (_, i) => ({
      repId: i < 20 ? 'a' : 'b',
      segmentKey: 'small',
      value: 100,
    }));
    const valueOf = estimateDealValues([...usual, { repId: 'b', segmentKey: 'large', value: 1_000_000 }]);
    expect(valueOf('a', 'small')).toBeCloseTo(100, 9);
    expect(valueOf('b', 'large')).toBeCloseTo(100, 9);
    expect(valueOf('stranger', 'unseen')).toBeCloseTo(100, 9);
    expect(estimateDealValues([])('a', 'small')).toBeNull();
    const two = estimateDealValues([
      { repId: 'a', segmentKey: 's', value: 100 },
      { repId: 'b', segmentKey: 's', value: 300 },
    ]);
    // Team 200; a's one deal counts 1 in 11.
    expect(two('a', 's')).toBeCloseTo((100 + 10 * 200) / 11, 9);
  });
});

describe('estimateWorkload', () => {
  it('adds up hours at the later steps and holds them against the calendar', () => {
    const change = {
      extraEntriesPerMonth: [
        { step: '2', deals: 4 },
        { step: '3', deals: 2 },
      ],
    };
    const hours = new Map([
      ['2', 1.5],
      ['3', 3],
    ]);
    expect(estimateWorkload(change, hours, 10)).toEqual({
      kind: 'estimated',
      extraHoursPerMonth: 12,
      fits: false,
    });
    expect(estimateWorkload(change, hours, null)).toMatchObject({ fits: null });
    expect(estimateWorkload(change, new Map(), 10)).toEqual({ kind: 'hours_unknown' });
  });
});
