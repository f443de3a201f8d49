import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';

describe('normalQuantile', () => {
  it.each([
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [1e-5, -4.264890793922602],
    [1e-20, -9.262340089798409],
  ])('at %s is %s', (probability, quantile) => {
    expect(normalQuantile(probability)).toBeCloseTo(quantile, 12);
  });

  it('has its ends at infinity and refuses anything else', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(() => normalQuantile(1.1)).toThrow(RangeError);
    expect(() => normalQuantile(NaN)).toThrow(RangeError);
  });

  it('rises and is odd around one half', () => {
    const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(probability, probability, (a, b) => {
        if (b - a > 1e-9) expect(normalQuantile(a)).toBeLessThan(normalQuantile(b));
        expect(normalQuantile(a) + normalQuantile(1 - a)).toBeCloseTo(0, 8);
      }),
    );
  });
});
