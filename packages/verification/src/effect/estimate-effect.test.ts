import {
  computeStepLikelihood,
  computeTeamPosterior,
  halfNormalSpreadWeights,
  type StepCounts,
} from '@stepup/diagnosis';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EffectEstimate, estimateEffect } from './estimate-effect.ts';
import { prepareFollowUp } from './follow-up-model.ts';

function countsOf(exposure: readonly number[], advanced: readonly number[]): StepCounts {
  return {
    reps: exposure.length,
    segments: 1,
    exposure: Float64Array.from(exposure),
    advanced: Float64Array.from(advanced),
  };
}

function estimate(given: {
  readonly before: readonly (readonly [n: number, x: number])[];
  readonly after: readonly (readonly [n: number, x: number])[];
  readonly coached?: readonly number[];
  readonly controls?: readonly number[];
}): EffectEstimate {
  const columns = (rows: readonly (readonly [number, number])[]) =>
    countsOf(
      rows.map(([n]) => n),
      rows.map(([, x]) => x),
    );
  const likelihood = computeStepLikelihood(columns(given.before));
  const posterior = computeTeamPosterior(likelihood, halfNormalSpreadWeights(), 'integrated');
  const model = prepareFollowUp({ likelihood, posterior }, columns(given.after));
  const { coached = [0], controls = given.before.map((_, row) => row).slice(1) } = given;
  return estimateEffect([{ model, coached, controls }]);
}

const before = [8, 12, 15, 16, 17, 20].map((x) => [30, x] as const);

describe('the effect of coaching', () => {
  it('takes rebound and team trend out of the demonstration case', () => {
    const after = [15, 14, 16, 18, 17, 20].map((x) => [30, x] as const);
    const effect = estimate({ before, after });
    // Published: .172 [−.65, 1.00], P(> 0) .63; the naive change of the log-odds is +.97.
    expect(effect.mean).toBeCloseTo(0.172, 2);
    expect(Math.abs(effect.interval.lower + 0.65)).toBeLessThan(0.051);
    expect(effect.interval.upper).toBeCloseTo(1, 6);
    expect(effect.pRise).toBeCloseTo(0.63, 1);
    expect(effect.expectedRate).toBeGreaterThan(8 / 30 + 0.1);
  });

  it('moves with every further success, and never with a control’s row number', () => {
    const rate = fc.integer({ min: 3, max: 27 });
    fc.assert(
      fc.property(fc.array(rate, { minLength: 6, maxLength: 9 }), rate, (advanced, x) => {
        const rows = advanced.map((each) => [30, each] as const);
        const after = [[30, x] as const, ...rows.slice(1)];
        const more = [[30, x + 3] as const, ...rows.slice(1)];
        const effect = estimate({ before: rows, after });
        expect(estimate({ before: rows, after: more }).mean).toBeGreaterThan(effect.mean);
        const controls = rows.map((_, row) => row).slice(1);
        const turned = estimate({ before: rows, after, controls: controls.toReversed() });
        expect(turned.mean).toBeCloseTo(effect.mean, 10);
      }),
      { numRuns: 8 },
    );
  });

  it('counts what moves everybody as nobody’s effect', () => {
    const rows = [15, 14, 15, 16, 15, 15].map((x) => [300, 10 * x] as const);
    const everyoneRises = rows.map(([n, x]) => [n, x + 45] as const);
    const effect = estimate({ before: rows, after: everyoneRises });
    expect(Math.abs(effect.mean)).toBeLessThan(0.12);
    expect(effect.periodShift.mean).toBeGreaterThan(0.4);
    const alone = estimate({ before: rows, after: [[300, 195], ...rows.slice(1)] });
    expect(alone.mean).toBeGreaterThan(0.4);
    expect(alone.pRise).toBeGreaterThan(0.95);
  });

  it('knows nothing before anything has entered', () => {
    const effect = estimate({ before, after: before.map(() => [0, 0] as const) });
    expect(effect.mean).toBeCloseTo(0, 9);
    expect(effect.interval.upper).toBeGreaterThan(1.5);
    expect(effect.interval.lower).toBeCloseTo(-effect.interval.upper, 9);
  });

  it('is surer of four than of one', () => {
    const rows = Array.from({ length: 12 }, (_, r) => [40, 14 + (r % 5)] as const);
    const after = rows.map(([n, x], r) => [n, r < 4 ? x + 8 : x] as const);
    const controls = [4, 5, 6, 7, 8, 9, 10, 11];
    const one = estimate({ before: rows, after, coached: [0], controls });
    const four = estimate({ before: rows, after, coached: [0, 1, 2, 3], controls });
    expect(four.sd).toBeLessThan(0.7 * one.sd);
    expect(four.pRise).toBeGreaterThan(one.pRise);
  });

  it('needs somebody who was coached', () => {
    expect(() => estimate({ before, after: before, coached: [] })).toThrow(RangeError);
  });

  it('agrees with sampling the model by brute force', () => {
    // An oracle of its own: importance sampling over (standing, shift, effect) with the intercept and spread as good as known.
    const many = Array.from({ length: 8 }, () => [4000, 2000] as const);
    const rows = [[40, 12] as const, ...many];
    const after = [[40, 20] as const, ...many.map(() => [4000, 2000] as const)];
    const effect = estimate({ before: rows, after });
    expect(effect.periodShift.sd).toBeLessThan(0.1);
    const spread = 0.12;
    const noise = 0.15;
    let [weight, sum] = [0, 0];
    let seed = 7;
    const uniform = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const logBinomial = (eta: number, x: number): number =>
      -x * Math.log1p(Math.exp(-eta)) - (40 - x) * Math.log1p(Math.exp(eta));
    for (let i = 0; i < 200_000; i++) {
      const t = spread * normal();
      const standing = Math.max(0.2, 1 - noise ** 2 / spread ** 2) * t + noise * Math.sqrt(1.2) * normal();
      const beta = normal();
      const p = Math.exp(logBinomial(t, 12) + logBinomial(standing + beta, 20) + 60);
      weight += p;
      sum += p * beta;
    }
    expect(Math.abs(effect.mean - sum / weight)).toBeLessThan(0.05);
  });
});
