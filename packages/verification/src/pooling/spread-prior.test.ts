import { normalCdf } from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import { weighSpreads } from './spread-prior.ts';

describe('what effects may differ by', () => {
  it.each([
    ['even', Array.from({ length: 60 }, (_, i) => (i + 0.5) * 0.02)],
    ['denser where it is small', Array.from({ length: 60 }, (_, i) => 1.2 * ((i + 0.5) / 60) ** 2)],
    ['nine that lie closer where they are small', [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7]],
  ])('is half-normal(.3), whatever the grid: %s', (_grid, spreads) => {
    const weighed = weighSpreads(spreads).map(({ spread, logPrior }) => ({
      spread,
      weight: Math.exp(logPrior),
    }));
    const sum = (below: number): number =>
      weighed.reduce((total, { spread, weight }) => total + (spread < below ? weight : 0), 0);
    for (const limit of [0.125, 0.25, 0.35, 0.45]) {
      const expected = 2 * normalCdf(limit / 0.3) - 1;
      expect(Math.abs(sum(limit) / sum(Infinity) - expected)).toBeLessThan(0.05);
    }
  });
});
