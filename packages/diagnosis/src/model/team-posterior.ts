import { logSumExp } from '@stepup/statistics';
import { INTERCEPT_POINTS, SPREADS } from './skill-grid.ts';
import type { StepLikelihood } from './step-likelihood.ts';
import { sumOverReps } from './step-likelihood.ts';

/**
 * `integrated`: the step's own reps say how much they differ. `prior_only`: too few reps for that, the spread keeps its
 * prior and only the intercept is learnt.
 */
export type SpreadSource = 'integrated' | 'prior_only';

/** W(a, tau) of a step; sums to 1. Index a × SPREADS.length + tau. */
export type TeamPosterior = {
  readonly weights: Float64Array;
  readonly spreadWeights: Float64Array;
  readonly meanSpread: number;
  readonly meanSquaredSpread: number;
};

/** Joint posterior of intercept and spread, from the log prior of the spread (any constant may be added). */
export function computeTeamPosterior(
  likelihood: StepLikelihood,
  logSpreadPrior: Float64Array,
  source: SpreadSource,
): TeamPosterior {
  const spreads = SPREADS.length;
  const logWeights = new Float64Array(INTERCEPT_POINTS * spreads);
  for (let a = 0; a < INTERCEPT_POINTS; a++) {
    for (let tau = 0; tau < spreads; tau++) {
      const ofReps = sumOverReps(likelihood.counts.reps, likelihood.logMarginal, a, tau);
      const learnt = source === 'integrated' ? 0 : (likelihood.logLikelihoodBySpread[tau] ?? 0);
      // A spread at which the counts are impossible has no conditional intercept; it keeps weight 0.
      logWeights[a * spreads + tau] =
        learnt === -Infinity ? -Infinity : ofReps - learnt + (logSpreadPrior[tau] ?? -Infinity);
    }
  }
  const total = logSumExp(logWeights);
  const weights = logWeights.map((value) => Math.exp(value - total));
  const spreadWeights = new Float64Array(spreads);
  let meanSpread = 0;
  let meanSquaredSpread = 0;
  for (const [tau, spread] of SPREADS.entries()) {
    let weight = 0;
    for (let a = 0; a < INTERCEPT_POINTS; a++) weight += weights[a * spreads + tau] ?? 0;
    spreadWeights[tau] = weight;
    meanSpread += weight * spread;
    meanSquaredSpread += weight * spread * spread;
  }
  return { weights, spreadWeights, meanSpread, meanSquaredSpread };
}
