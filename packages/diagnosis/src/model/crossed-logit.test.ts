import { expit } from '@stepup/statistics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepCrossedLogit, zeroCrossedLogit } from './crossed-logit.ts';
import type { CrossedLogit } from './crossed-logit.ts';
import type { StepCounts } from './step-counts.ts';

const RIDGE = { intercept: 1e-4, column: 1, row: 11 };

/** Cells from nobody to a million deals, many of them all won or all lost. */
const extremeCounts: fc.Arbitrary<StepCounts> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 4 }))
  .chain(([reps, segments]) =>
    fc
      .array(fc.tuple(fc.nat(6), fc.constantFrom(0, 0.02, 0.5, 0.9, 1)), {
        minLength: reps * segments,
        maxLength: reps * segments,
      })
      .map((cells) => ({
        reps,
        segments,
        exposure: Float64Array.from(cells, ([digits]) => 10 ** digits),
        advanced: Float64Array.from(cells, ([digits, share]) => Math.round(share * 10 ** digits)),
      })),
  );

function fitWith(counts: StepCounts, steps: number): CrossedLogit {
  const fit = zeroCrossedLogit(counts);
  for (let i = 0; i < steps; i++) stepCrossedLogit(counts, fit, RIDGE);
  return fit;
}

describe('stepCrossedLogit', () => {
  it('comes to rest where the penalised likelihood is flat, also where the data separate', () => {
    fc.assert(
      fc.property(extremeCounts, (counts) => {
        const fit = fitWith(counts, 100);
        const { reps, segments } = counts;
        const total = counts.exposure.reduce((sum, n) => sum + n, 0);
        const scoreOf = (inRow: (r: number, k: number) => boolean): number => {
          let score = 0;
          for (let r = 0; r < reps; r++) {
            for (let k = 0; k < segments; k++) {
              const cell = r * segments + k;
              const p = expit(fit.intercept + (fit.column[k] ?? 0) + (fit.row[r] ?? 0));
              if (inRow(r, k)) score += (counts.advanced[cell] ?? 0) - (counts.exposure[cell] ?? 0) * p;
            }
          }
          return score;
        };
        const tolerance = 1e-9 * total + 1e-6;
        expect(Math.abs(scoreOf(() => true) - RIDGE.intercept * fit.intercept)).toBeLessThan(tolerance);
        for (const [k, g] of fit.column.entries()) {
          expect(Math.abs(scoreOf((_, column) => column === k) - RIDGE.column * g)).toBeLessThan(tolerance);
        }
        for (const [r, u] of fit.row.entries()) {
          expect(Math.abs(scoreOf((row) => row === r) - RIDGE.row * u)).toBeLessThan(tolerance);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does not run away on a table where plain Newton steps do', () => {
    const counts = {
      reps: 2,
      segments: 3,
      exposure: Float64Array.of(0, 24, 279_991, 470, 18_688, 37_550),
      advanced: Float64Array.of(0, 9, 279_991, 41, 0, 0),
    };
    const fit = zeroCrossedLogit(counts);
    for (let i = 0; i < 24; i++) stepCrossedLogit(counts, fit, { ...RIDGE, row: 1 });
    for (const coefficient of [fit.intercept, ...fit.column, ...fit.row]) {
      expect(Math.abs(coefficient)).toBeLessThan(20);
    }
  });

  it('returns the trace of the rows’ block of the inverse Hessian', () => {
    const counts = {
      reps: 1,
      segments: 1,
      exposure: Float64Array.of(40),
      advanced: Float64Array.of(20),
    };
    // Hessian of (a, g, u) at p = 1/2: information 10 everywhere plus the ridges.
    const [a, g, u] = [RIDGE.intercept, RIDGE.column, RIDGE.row];
    const minor = (10 + a) * (10 + g) - 100;
    const determinant = (10 + u) * minor - 100 * (10 + g) - 100 * (10 + a) + 2 * 1000;
    expect(stepCrossedLogit(counts, zeroCrossedLogit(counts), RIDGE)).toBeCloseTo(minor / determinant, 9);
  });
});
