import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson-interval.ts';

describe('wilsonInterval', () => {
  it.each([
    { share: 0.1, trials: 10, level: 0.95, lower: 0.017876, upper: 0.40415 },
    { share: 0.35, trials: 40, level: 0.9, lower: 0.239074, upper: 0.479932 },
    { share: 0, trials: 20, level: 0.9, lower: 0, upper: 0.119157 },
  ])('of $share in $trials at $level', ({ share, trials, level, lower, upper }) => {
    const interval = wilsonInterval(share, trials, level);
    expect(interval.lower).toBeCloseTo(lower, 5);
    expect(interval.upper).toBeCloseTo(upper, 5);
  });

  it('solves (p − share)² = z² p (1 − p) / n at both ends, contains the share and stays within [0, 1]', () => {
    const z = 1.6448536269514722;
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const trials = fc.double({ min: 0.1, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(share, trials, (p, n) => {
        const { lower, upper } = wilsonInterval(p, n, 0.9);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower <= p && p <= upper).toBe(true);
        for (const end of [lower, upper]) {
          expect((end - p) ** 2).toBeCloseTo((z * z * end * (1 - end)) / n, 9);
        }
      }),
    );
  });

  it('knows nothing without trials', () => {
    expect(wilsonInterval(0.3, 0, 0.9)).toEqual({ lower: 0, upper: 1 });
  });

  it('refuses what is no share, no number of trials or no level', () => {
    expect(() => wilsonInterval(1.2, 5, 0.9)).toThrow(RangeError);
    expect(() => wilsonInterval(0.2, -1, 0.9)).toThrow(RangeError);
    expect(() => wilsonInterval(0.2, NaN, 0.9)).toThrow(RangeError);
    expect(() => wilsonInterval(0.2, 5, 1)).toThrow(RangeError);
  });
});
