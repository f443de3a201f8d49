import { describe, expect, it } from 'vitest';
import { betaQuantile } from './beta-quantile.ts';
import { drawBeta, drawGamma } from './draw-gamma.ts';
import { seededRandom } from './seeded-random.ts';

const draws = 20_000;

describe('drawGamma', () => {
  it.each([0.3, 1, 2.5, 40])('of shape %d has that mean and variance', (shape) => {
    const random = seededRandom(7);
    const drawn = Array.from({ length: draws }, () => drawGamma(random, shape));
    const mean = drawn.reduce((sum, x) => sum + x, 0) / draws;
    const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws;
    // Five standard errors; the variance of a sample variance grows with the kurtosis, 3 + 6 / shape.
    expect(Math.abs(mean - shape)).toBeLessThan(5 * Math.sqrt(shape / draws));
    expect(Math.abs(variance - shape)).toBeLessThan(5 * shape * Math.sqrt((2 + 6 / shape) / draws));
  });
});

describe('drawBeta', () => {
  it.each([
    [2, 5],
    [0.5, 0.7],
    [60, 40],
  ])('of %d and %d lies below the quantiles as often as it should', (alpha, beta) => {
    const random = seededRandom(11);
    const drawn = Array.from({ length: draws }, () => drawBeta(random, alpha, beta));
    for (const share of [0.05, 0.5, 0.95]) {
      const quantile = betaQuantile(share, alpha, beta);
      const below = drawn.filter((x) => x <= quantile).length / draws;
      expect(Math.abs(below - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / draws));
    }
  });
});
