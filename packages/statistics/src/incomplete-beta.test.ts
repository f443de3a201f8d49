import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile } from './beta-quantile.ts';
import { binomialCdf } from './binomial-cdf.ts';
import { regularisedIncompleteBeta } from './incomplete-beta.ts';
import { logGamma } from './log-gamma.ts';

const inUnit = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const shape = fc.double({ min: 0.1, max: 3000, noNaN: true });

describe('regularisedIncompleteBeta', () => {
  it('has the closed forms of Beta(a, 1), Beta(1, b) and the arcsine law', () => {
    fc.assert(
      fc.property(inUnit, fc.double({ min: 0.1, max: 50, noNaN: true }), (x, a) => {
        expect(regularisedIncompleteBeta(x, a, 1)).toBeCloseTo(x ** a, 12);
        expect(regularisedIncompleteBeta(x, 1, a)).toBeCloseTo(1 - (1 - x) ** a, 12);
        expect(regularisedIncompleteBeta(x, 0.5, 0.5)).toBeCloseTo(
          (2 / Math.PI) * Math.asin(Math.sqrt(x)),
          12,
        );
      }),
    );
  });

  it('mirrors, rises in x and obeys the recurrence in a', () => {
    fc.assert(
      fc.property(inUnit, shape, shape, (x, a, b) => {
        const value = regularisedIncompleteBeta(x, a, b);
        expect(value + regularisedIncompleteBeta(1 - x, b, a)).toBeCloseTo(1, 9);
        expect(regularisedIncompleteBeta(Math.min(1, x * 1.01), a, b)).toBeGreaterThanOrEqual(value - 1e-12);
        // DLMF 8.17.20: I_x(a, b) − I_x(a+1, b) = x^a (1−x)^b / (a B(a, b))
        const term = Math.exp(
          a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a + 1) - logGamma(b),
        );
        expect(value - regularisedIncompleteBeta(x, a + 1, b)).toBeCloseTo(term, 9);
      }),
    );
  });

  it('stays finite for a million deals', () => {
    expect(regularisedIncompleteBeta(0.5, 500_001, 500_001)).toBeCloseTo(0.5, 8);
    expect(regularisedIncompleteBeta(0.4, 500_001, 500_001)).toBe(0);
  });

  it('refuses arguments outside its domain', () => {
    expect(() => regularisedIncompleteBeta(0.5, 0, 1)).toThrow(RangeError);
    expect(() => regularisedIncompleteBeta(-0.1, 1, 1)).toThrow(RangeError);
  });
});

describe('logGamma', () => {
  it('knows factorials, Γ(1/2) and the duplication formula', () => {
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 500, noNaN: true }), (z) => {
        const doubled = logGamma(z) + logGamma(z + 0.5) - Math.log(2) * (1 - 2 * z) - Math.log(Math.PI) / 2;
        expect(Math.abs(logGamma(2 * z) - doubled)).toBeLessThan(1e-12 * Math.max(1, Math.abs(doubled)));
      }),
    );
  });
});

describe('the beta posterior of the worked example', () => {
  it('has mean, gap probability and quantiles as published', () => {
    const [a, b] = [40 * 0.5 + 14, 40 * 0.5 + 40 - 14];
    expect(a / (a + b)).toBeCloseTo(0.425, 5);
    expect(regularisedIncompleteBeta(0.45, a, b)).toBeCloseTo(0.67732, 5);
    expect(1 - regularisedIncompleteBeta(0.5, a, b)).toBeCloseTo(0.08831, 5);
    expect(betaQuantile(0.05, a, b)).toBeCloseTo(0.33566, 5);
    expect(betaQuantile(0.95, a, b)).toBeCloseTo(0.51648, 5);
  });
});

describe('binomialCdf', () => {
  it('sums the binomial probabilities', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), inUnit, fc.nat(60), (n, p, x) => {
        let sum = 0;
        let term = (1 - p) ** n;
        for (let k = 0; k <= Math.min(x, n); k++) {
          sum += term;
          term *= ((n - k) / (k + 1)) * (p / (1 - p));
        }
        expect(binomialCdf(x, n, p)).toBeCloseTo(Math.min(1, sum), 9);
      }),
    );
  });

  it('has its ends at 0 and 1', () => {
    expect(binomialCdf(-1, 10, 0.3)).toBe(0);
    expect(binomialCdf(10, 10, 0.3)).toBe(1);
    expect(binomialCdf(3, 10, 0)).toBe(1);
    expect(binomialCdf(3, 10, 1)).toBe(0);
  });
});
