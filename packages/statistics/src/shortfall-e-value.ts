import { logExpit } from './logistic.ts';
import { logSumExp } from './log-sum-exp.ts';
import { naturalLog } from './natural-log.ts';

const GRID_STEP = 0.05;
const GRID_POINTS_BELOW_ZERO = 60;

/**
 * E-value against "the success probability is at least `nullProbability`" after `successes` of `trials`: a mixture
 * likelihood ratio over shortfalls u < 0 on the logit scale, u from the lower half of N(0, spread²) on a grid of .05
 * down to −3. The running value is a non-negative supermartingale under the null, so rejecting at E ≥ 1/alpha at any
 * time errs at most with alpha (Ville). It needs a fixed start and does not combine with rolling windows.
 */
export function shortfallEValue(
  trials: number,
  successes: number,
  nullProbability: number,
  spread: number,
): number {
  if (!(nullProbability > 0 && nullProbability < 1)) {
    throw new RangeError(`the null probability lies in (0, 1), not ${nullProbability}`);
  }
  const etaNull = naturalLog(nullProbability) - naturalLog(1 - nullProbability);
  const logNull = successes * logExpit(etaNull) + (trials - successes) * logExpit(-etaNull);
  const logPrior: number[] = [];
  const logTerms: number[] = [];
  for (let i = GRID_POINTS_BELOW_ZERO; i >= 1; i--) {
    const u = -i * GRID_STEP;
    const eta = etaNull + u;
    const prior = -0.5 * (u / spread) * (u / spread);
    logPrior.push(prior);
    logTerms.push(prior + successes * logExpit(eta) + (trials - successes) * logExpit(-eta) - logNull);
  }
  return Math.exp(logSumExp(logTerms) - logSumExp(logPrior));
}
