import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '@stepup/statistics';
import { countsFromRows, fitCounts } from '../testing/fit-counts.ts';
import { checkByBetaBinomial } from './beta-binomial-check.ts';
import { assessAgainstKnownTypical } from './known-typical.ts';
import type { RepPosterior } from './rep-posterior.ts';
import { SKILL_PRIORS, SPREADS } from './skill-grid.ts';
import type { StepCounts } from './step-counts.ts';

const exposure = [
  [20, 10],
  [25, 5],
  [8, 22],
  [15, 15],
  [30, 10],
  [12, 18],
];
const advanced = [
  [13, 5],
  [15, 2],
  [3, 6],
  [9, 6],
  [20, 4],
  [3, 4],
];

function expectWithinThousandth(actual: number | undefined, expected: number): void {
  expect(Math.abs((actual ?? NaN) - expected)).toBeLessThan(1e-3);
}

describe('the worked example of a full step', () => {
  const { likelihood, team, reps } = fitCounts(countsFromRows(exposure, advanced));

  it('has the published intercept, segment effects and spread', () => {
    expectWithinThousandth(likelihood.caseMix.intercept, -0.1908);
    expectWithinThousandth(likelihood.caseMix.segmentEffects[0], 0.3968);
    expectWithinThousandth(likelihood.caseMix.segmentEffects[1], -0.3969);
    expectWithinThousandth(team.meanSpread, 0.3791);
  });

  it.each([
    { rep: 1, typical: 0.4865, mean: 0.5384, lower: 0.4267, upper: 0.6617, pGap: 0.0463, lfsr: 0.7662 },
    { rep: 3, typical: 0.4097, mean: 0.3619, lower: 0.2504, upper: 0.4686, pGap: 0.4928, lfsr: 0.2377 },
    { rep: 6, typical: 0.4353, mean: 0.347, lower: 0.218, upper: 0.4706, pGap: 0.6794, lfsr: 0.1076 },
  ])('has the published posterior of rep $rep', ({ rep, typical, mean, lower, upper, pGap, lfsr }) => {
    const posterior = reps[rep - 1];
    expectWithinThousandth(posterior?.typical, typical);
    expectWithinThousandth(posterior?.rate, mean);
    expectWithinThousandth(posterior?.interval.lower, lower);
    expectWithinThousandth(posterior?.interval.upper, upper);
    expectWithinThousandth(posterior?.pGap, pGap);
    expectWithinThousandth(posterior?.lfsr, lfsr);
  });
});

describe('one rep against a known typical rate of .5 with a spread of .3', () => {
  const prior = SKILL_PRIORS[SPREADS.indexOf(0.3)] ?? new Float64Array();
  const assess = assessAgainstKnownTypical(0.5, prior, 0.1);

  it.each([
    { n: 15, x: 3, pGap: 0.6197, lfsr: 0.1411 },
    { n: 40, x: 10, pGap: 0.877, lfsr: 0.0189 },
    { n: 40, x: 12, pGap: 0.7641, lfsr: 0.0509 },
    { n: 40, x: 16, pGap: 0.437, lfsr: 0.2237 },
    { n: 60, x: 18, pGap: 0.8887, lfsr: 0.0126 },
  ])('$x of $n', ({ n, x, pGap, lfsr }) => {
    expectWithinThousandth(assess(n, x).pGap, pGap);
    expectWithinThousandth(assess(n, x).lfsr, lfsr);
  });

  it('falls in the successes', () => {
    for (let x = 1; x <= 40; x++) {
      expect(assess(40, x).pGap).toBeLessThan(assess(40, x - 1).pGap);
      expect(assess(40, x).lfsr).toBeGreaterThan(assess(40, x - 1).lfsr);
    }
  });
});

/** Teams of 1 to 12 reps with 1 to 3 segments, including empty cells, all won and all lost. */
const anyCounts: fc.Arbitrary<StepCounts> = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 3 }))
  .chain(([reps, segments]) =>
    fc
      .array(
        fc.tuple(
          fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 80 })),
          fc.double({ min: 0, max: 1, noNaN: true }),
        ),
        { minLength: reps * segments, maxLength: reps * segments },
      )
      .map((cells) => ({
        reps,
        segments,
        exposure: Float64Array.from(cells, ([n]) => n),
        advanced: Float64Array.from(cells, ([n, share]) => Math.round(n * share)),
      })),
  );

function expectSound(posterior: RepPosterior): void {
  const { rate, interval, typical, pGap, lfsr, reliability } = posterior;
  for (const value of [rate, interval.lower, interval.upper, typical, pGap, lfsr]) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(1);
  }
  expect(interval.lower).toBeLessThanOrEqual(interval.upper);
  expect(Number.isFinite(reliability)).toBe(true);
}

describe('the step model', () => {
  it('is always finite and within bounds', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        for (const posterior of fitCounts(counts).reps) expectSound(posterior);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['all won', [[50], [60]], [[50], [60]]],
    ['all lost', [[50], [60]], [[0], [0]]],
    ['no deals', [[0], [0]], [[0], [0]]],
    ['one rep', [[30]], [[12]]],
    ['a million deals each', [[1e6], [1e6]], [[4e5], [6e5]]],
    ['a million deals, opposite ends', [[1e6], [1e6], [1e6]], [[0], [1e6], [5e5]]],
    ['a million won, five lost', [[1e6], [40]], [[1e6 - 5], [20]]],
    ['more successes than exposure', [[3.2], [40]], [[3.6], [20]]],
  ])('survives %s', (_, n, x) => {
    for (const posterior of fitCounts(countsFromRows(n, x)).reps) expectSound(posterior);
  });

  it('is the mirror image when wins and losses change places', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const mirrored = {
          ...counts,
          advanced: counts.advanced.map((x, i) => (counts.exposure[i] ?? 0) - x),
        };
        const there = fitCounts(counts);
        const back = fitCounts(mirrored);
        for (const [r, posterior] of there.reps.entries()) {
          expect(posterior.rate + (back.reps[r]?.rate ?? NaN)).toBeCloseTo(1, 6);
          expect(posterior.typical + (back.reps[r]?.typical ?? NaN)).toBeCloseTo(1, 6);
          expect(posterior.lfsr + (back.reps[r]?.lfsr ?? NaN)).toBeCloseTo(1, 6);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does not notice a segment without deals', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const rows = (values: Float64Array): number[][] =>
          Array.from({ length: counts.reps }, (_, r) => [
            ...values.slice(r * counts.segments, (r + 1) * counts.segments),
            0,
          ]);
        const plain = fitCounts(counts).reps;
        const padded = fitCounts(countsFromRows(rows(counts.exposure), rows(counts.advanced))).reps;
        const hasDeals = counts.exposure.some((n) => n > 0);
        for (const [r, posterior] of plain.entries()) {
          if (!hasDeals) continue;
          expect(padded[r]?.rate).toBeCloseTo(posterior.rate, 9);
          expect(padded[r]?.pGap).toBeCloseTo(posterior.pGap, 9);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('rates a rep higher, and sees a gap less likely, the more deals he moves on', () => {
    const ofFirst = (x: number): RepPosterior | undefined =>
      fitCounts(
        countsFromRows(
          [[40], [40], [40], [40], [40], [40], [40], [40]],
          [[x], [20], [18], [22], [19], [21], [17], [23]],
        ),
      ).reps[0];
    for (let x = 1; x <= 40; x++) {
      expect(ofFirst(x)?.rate).toBeGreaterThan(ofFirst(x - 1)?.rate ?? NaN);
      // The spread and the intercept move along with the rep's own count, by less than a lattice point.
      expect(ofFirst(x)?.pGap).toBeLessThan((ofFirst(x - 1)?.pGap ?? NaN) + 1e-3);
      expect(ofFirst(x)?.lfsr).toBeGreaterThan(ofFirst(x - 1)?.lfsr ?? NaN);
    }
  });

  it('agrees with the beta-binomial cross-check', () => {
    const rateGaps: number[] = [];
    const pGapGaps: number[] = [];
    for (let seed = 1; seed <= 40; seed++) {
      const random = seededRandom(seed);
      const n = Array.from({ length: 20 }, () => [20 + Math.floor(60 * random.uniform())]);
      const x = n.map(([deals = 0]) => {
        const rate = 0.5 + 0.07 * random.normal();
        return [Array.from({ length: deals }, () => random.uniform()).filter((u) => u < rate).length];
      });
      const { likelihood, team, reps } = fitCounts(countsFromRows(n, x));
      for (const [r, posterior] of reps.entries()) {
        const check = checkByBetaBinomial(likelihood, team, r, 0.1);
        rateGaps.push(Math.abs(check.rate - posterior.rate));
        pGapGaps.push(Math.abs(check.pGap - posterior.pGap));
      }
    }
    const percentile99 = (values: number[]): number =>
      values.sort((a, b) => a - b)[Math.floor(0.99 * values.length)] ?? NaN;
    expect(percentile99(rateGaps)).toBeLessThan(0.017);
    expect(percentile99(pGapGaps)).toBeLessThan(0.077);
  });
});
