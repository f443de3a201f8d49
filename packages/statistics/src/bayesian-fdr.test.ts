import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectByBayesianFdr } from './bayesian-fdr.ts';

const gaps = [0.97, 0.93, 0.86, 0.81, 0.74, 0.6, 0.3];
const errors = gaps.map((gap) => 1 - gap);

describe('selectByBayesianFdr', () => {
  it.each([
    { rate: 0.1, listed: 3 },
    { rate: 0.25, listed: 6 },
  ])('takes the first $listed at $rate', ({ rate, listed }) => {
    expect(selectByBayesianFdr(errors, rate)).toEqual(gaps.map((_, i) => i < listed));
  });

  it('takes all or none of equal candidates', () => {
    expect(selectByBayesianFdr([0.05, 0.2, 0.2, 0.2], 0.15)).toEqual([true, false, false, false]);
    expect(selectByBayesianFdr([], 0.1)).toEqual([]);
  });

  it('keeps its promise, is longest, and does not depend on the order', () => {
    const candidates = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(candidates, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (list, rate) => {
        const chosen = selectByBayesianFdr(list, rate);
        const inside = list.filter((_, i) => chosen[i]);
        const outside = list.filter((_, i) => !chosen[i]);
        const sum = inside.reduce((total, error) => total + error, 0);
        expect(sum).toBeLessThanOrEqual(rate * inside.length + 1e-9);
        if (outside.length > 0) {
          const next = Math.min(...outside);
          const ties = outside.filter((error) => error === next).length;
          expect(sum + ties * next).toBeGreaterThan(rate * (inside.length + ties) - 1e-9);
        }
        expect(selectByBayesianFdr([...list].reverse(), rate)).toEqual([...chosen].reverse());
      }),
    );
  });
});
