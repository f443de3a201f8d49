import { expect, it } from 'vitest';
import { drawPoisson } from './draw-poisson.ts';
import { seededRandom } from './seeded-random.ts';

it.each([0, 0.3, 4, 150, 1_000])('drawPoisson of mean %d has that mean and variance', (mean) => {
  const draws = 20_000;
  const random = seededRandom(5);
  const drawn = Array.from({ length: draws }, () => drawPoisson(random, mean));
  const found = drawn.reduce((sum, x) => sum + x, 0) / draws;
  const variance = drawn.reduce((sum, x) => sum + (x - found) ** 2, 0) / draws;
  expect(Math.abs(found - mean)).toBeLessThanOrEqual(5 * Math.sqrt(mean / draws));
  expect(Math.abs(variance - mean)).toBeLessThanOrEqual(5 * Math.sqrt((2 * mean * mean + mean) / draws));
});
