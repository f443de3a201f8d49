import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expit, logExpit } from './logistic.ts';
import { logSumExp } from './log-sum-exp.ts';
import { naturalLog } from './natural-log.ts';
import { weightedQuantile } from './weighted-quantile.ts';

describe('naturalLog', () => {
  it('agrees with the logarithm over the whole range', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(naturalLog(x) - Math.log(x))).toBeLessThan(
          4e-16 * Math.max(1, Math.abs(Math.log(x))),
        );
      }),
    );
    expect(naturalLog(0)).toBe(-Infinity);
    expect(naturalLog(1)).toBe(0);
  });
});

describe('expit', () => {
  it('never leaves [0, 1], mirrors, and has logExpit as its logarithm', () => {
    fc.assert(
      fc.property(fc.double({ min: -800, max: 800, noNaN: true }), (eta) => {
        expect(expit(eta) + expit(-eta)).toBeCloseTo(1, 14);
        expect(Math.exp(logExpit(eta))).toBeCloseTo(expit(eta), 14);
        expect(Number.isFinite(logExpit(eta))).toBe(true);
      }),
    );
  });
});

describe('logSumExp', () => {
  it('neither overflows nor underflows', () => {
    expect(logSumExp([1000, 1000])).toBeCloseTo(1000 + Math.LN2, 12);
    expect(logSumExp([-1000, -1000, -1000])).toBeCloseTo(-1000 + Math.log(3), 12);
    expect(logSumExp([])).toBe(-Infinity);
    expect(logSumExp([-Infinity, -Infinity])).toBe(-Infinity);
    expect(logSumExp([-Infinity, 2])).toBe(2);
  });
});

describe('weightedQuantile', () => {
  it('is the smallest value whose cumulated weight reaches the share', () => {
    expect(weightedQuantile([1, 2, 3], [1, 1, 2], 0.25)).toBe(1);
    expect(weightedQuantile([1, 2, 3], [1, 1, 2], 0.26)).toBe(2);
    expect(weightedQuantile([1, 2, 3], [1, 1, 2], 1)).toBe(3);
  });

  it('never answers a value without weight', () => {
    expect(weightedQuantile([1, 2, 3], [0, 1, 0], 0)).toBe(2);
    expect(weightedQuantile([1, 2, 3], [0, 1, 0], 1)).toBe(2);
    expect(() => weightedQuantile([1], [0], 0.5)).toThrow(RangeError);
  });
});
