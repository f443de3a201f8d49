import { simulateIndicators } from '@stepup/simulator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainGap } from './explain-gap.ts';
import { fitIndicators } from './fit-indicators.ts';
import { leaveOutForetold } from './leave-out-foretold.ts';

describe('leaveOutForetold', () => {
  const column = fc.array(fc.option(fc.double({ min: -3, max: 3, noNaN: true }), { freq: 8 }), {
    minLength: 30,
    maxLength: 30,
  });

  it('keeps what comes first and leaves of the rest what is unrelated to it', () => {
    fc.assert(
      fc.property(fc.array(column, { minLength: 2, maxLength: 4 }), (scores) => {
        const order = scores.map((_, j) => (j === scores.length - 1 ? 1 : 0));
        const left = leaveOutForetold(scores, order);
        expect(left.slice(0, -1)).toEqual(scores.slice(0, -1));
        const last = left.at(-1) ?? [];
        expect(last.map((value) => value === null)).toEqual(scores.at(-1)?.map((value) => value === null));
        for (const earlier of scores.slice(0, -1)) {
          const product = last.reduce<number>((sum, value, i) => sum + (value ?? 0) * (earlier[i] ?? 0), 0);
          expect(Math.abs(product)).toBeLessThan(0.01);
        }
      }),
    );
  });

  it('gives work its whole effect beside an answer through which it acts, and names it first', () => {
    const { indicators, deals } = simulateIndicators({
      reps: 20,
      dealsPerRep: 120,
      gapReps: 1,
      gap: -0.8,
      mediated: 0.6,
      measurementNoise: 0.5,
      seed: 1,
    });
    const cause = indicators.findIndex(({ id }) => id === 'cause_1');
    // An answer that comes of the work, and nearly is the advance.
    const answered = deals.map((deal) => ({
      ...deal,
      values: [...deal.values, (deal.values[cause] ?? 0) + (deal.advanced ? 2 : 0)],
    }));
    const gap = { repId: 'rep-001', skill: -0.8, rate: 0.31, typical: 0.5 };
    const firstNamed = (order: 0 | 1): string | undefined => {
      const fit = fitIndicators([...indicators, { id: 'answer', favourable: 'more', order }], answered);
      const found = explainGap(fit, gap);
      return found.kind === 'fits_the_data' ? found.hypotheses[0]?.indicator : undefined;
    };
    expect(firstNamed(0)).toBe('answer');
    expect(firstNamed(1)).toBe('cause_1');
  });
});
