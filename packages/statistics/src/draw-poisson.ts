import type { SeededRandom } from './seeded-random.ts';

/** From here on the normal distribution is within a hundredth. */
const manyEvents = 200;

/**
 * A draw from the Poisson distribution: how many uniform numbers can be multiplied until the product falls below e^−mean (Knuth, The Art
 * of Computer Programming 2, 3.4.1); of large means the rounded normal one.
 */
export function drawPoisson({ uniform, normal }: SeededRandom, mean: number): number {
  if (mean > manyEvents) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const least = Math.exp(-mean);
  let events = 0;
  for (let product = uniform(); product > least; product *= uniform()) events += 1;
  return events;
}
