import { naturalLog } from './natural-log.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * A draw from the gamma distribution with scale 1, by rejection (Marsaglia and Tsang 2000, ACM Transactions on Mathematical
 * Software 26, 363–372); for a shape below 1 a draw of shape + 1 times a uniform number to the power 1 / shape.
 *
 * @param shape above 0
 */
export function drawGamma({ uniform, normal }: SeededRandom, shape: number): number {
  if (shape < 1) {
    return drawGamma({ uniform, normal }, shape + 1) * Math.exp(naturalLog(uniform()) / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const cubeRoot = 1 + c * x;
    if (cubeRoot <= 0) continue;
    const v = cubeRoot * cubeRoot * cubeRoot;
    if (naturalLog(uniform()) < 0.5 * x * x + d - d * v + d * naturalLog(v)) return d * v;
  }
}

/** A draw from the beta distribution, as a share of two gamma draws. */
export function drawBeta(random: SeededRandom, alpha: number, beta: number): number {
  const left = drawGamma(random, alpha);
  return left / (left + drawGamma(random, beta));
}
