import { describe, expect, it } from 'vitest';
import { SPREADS, SPREAD_WIDTHS } from './skill-grid.ts';
import { halfNormalSpreadWeights, spreadPriorOfStep } from './spread-prior.ts';

/** A step that is all but sure of one spread. */
function sureOf(spread: number): Float64Array {
  return Float64Array.from(SPREADS, (tau) => -200 * (tau - spread) ** 2);
}

function meanSpread(prior: Float64Array): number {
  return SPREADS.reduce((sum, tau, i) => sum + tau * Math.exp(prior[i] ?? -Infinity), 0);
}

describe('spreadPriorOfStep', () => {
  it('sums to 1 and, left alone, lies around a third of a logit', () => {
    const prior = spreadPriorOfStep(halfNormalSpreadWeights(), []);
    expect(prior.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 12);
    expect(meanSpread(prior)).toBeGreaterThan(0.25);
    expect(meanSpread(prior)).toBeLessThan(0.5);
  });

  it('borrows from the other steps, the more of them agree', () => {
    const weights = halfNormalSpreadWeights();
    const after = (spread: number, steps: number): number =>
      meanSpread(
        spreadPriorOfStep(
          weights,
          Array.from({ length: steps }, () => sureOf(spread)),
        ),
      );
    expect(after(0.1, 1)).toBeLessThan(after(0.1, 0));
    expect(after(0.1, 3)).toBeLessThan(after(0.1, 1));
    expect(after(0.75, 1)).toBeGreaterThan(after(0.75, 0));
    expect(after(0.75, 3)).toBeGreaterThan(after(0.75, 1));
  });

  it('has widths that cover the grid once', () => {
    const widths = [0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.075, 0.1, 0.125, 0.2, 0.25];
    expect(SPREAD_WIDTHS).toHaveLength(widths.length);
    for (const [i, width] of widths.entries()) expect(SPREAD_WIDTHS[i]).toBeCloseTo(width, 12);
  });
});
