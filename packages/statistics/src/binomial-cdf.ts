import { regularisedIncompleteBeta } from './incomplete-beta.ts';

/**
 * P(X ≤ successes) for X ~ Bin(trials, probability) as I_{1−p}(n−x, x+1) (DLMF 8.17.5), which also continues the
 * distribution to the fractional trials and successes of an effective sample.
 */
export function binomialCdf(successes: number, trials: number, probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`a probability lies in [0, 1], not ${probability}`);
  }
  if (!(trials >= 0)) throw new RangeError(`trials are at least 0, not ${trials}`);
  if (successes < 0) return 0;
  if (successes >= trials) return 1;
  return regularisedIncompleteBeta(1 - probability, trials - successes, successes + 1);
}
