import { describe, expect, it } from 'vitest';
import { logGamma } from './log-gamma.ts';
import { shortfallEValue } from './shortfall-e-value.ts';

describe('shortfallEValue', () => {
  it.each([
    [20, 5, 6.2635],
    [40, 12, 12.548],
    [60, 18, 52.786],
  ])('of %s trials with %s successes is %s', (trials, successes, expected) => {
    expect(Math.abs(shortfallEValue(trials, successes, 0.5, 0.6) - expected)).toBeLessThan(1e-3);
  });

  it.each([0.2, 0.5, 0.8])('has expectation 1 under the null %s and less above it', (nullProbability) => {
    const trials = 30;
    const expectation = (probability: number): number => {
      let sum = 0;
      for (let x = 0; x <= trials; x++) {
        const logChoose = logGamma(trials + 1) - logGamma(x + 1) - logGamma(trials - x + 1);
        const chance = Math.exp(
          logChoose + x * Math.log(probability) + (trials - x) * Math.log1p(-probability),
        );
        sum += chance * shortfallEValue(trials, x, nullProbability, 0.6);
      }
      return sum;
    };
    expect(expectation(nullProbability)).toBeCloseTo(1, 9);
    expect(expectation(nullProbability + 0.05)).toBeLessThan(1);
  });
});
