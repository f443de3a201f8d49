import { expit, regularisedIncompleteBeta } from '@stepup/statistics';
import { INTERCEPT_CENTRE, INTERCEPT_POINTS, GRID_STEP, SPREADS } from './skill-grid.ts';
import { sumOfRep } from './step-counts.ts';
import { computeSegmentMix } from './rep-posterior.ts';
import type { StepLikelihood } from './step-likelihood.ts';
import type { TeamPosterior } from './team-posterior.ts';

export type BetaBinomialCheck = {
  readonly rate: number;
  readonly typical: number;
  readonly pGap: number;
  readonly lfsr: number;
};

/**
 * The ten-line cross-check of the grid model: theta ~ Beta(M p0, M (1 − p0)) around the indirectly standardised rate p0
 * of the rep's leads, M + 1 = 1 / (tau² p0 (1 − p0)) averaged over p0, and over the same posterior of tau. Never used
 * for a verdict: its intervals are too short, because the intercept is taken as known.
 */
export function checkByBetaBinomial(
  likelihood: StepLikelihood,
  team: TeamPosterior,
  rep: number,
  margin: number,
): BetaBinomialCheck {
  const { counts } = likelihood;
  const intercept = meanIntercept(likelihood, team);
  const standardised = Array.from({ length: counts.reps }, (_, r) =>
    standardisedRate(likelihood, intercept, r),
  );
  const meanVariance = standardised.reduce((sum, p) => sum + p * (1 - p), 0) / counts.reps;
  const typical = standardised[rep] ?? 0;
  const n = Math.max(sumOfRep(counts, counts.exposure, rep), sumOfRep(counts, counts.advanced, rep));
  const x = sumOfRep(counts, counts.advanced, rep);
  let rate = 0;
  let pGap = 0;
  let lfsr = 0;
  for (const [tau, spread] of SPREADS.entries()) {
    const weight = team.spreadWeights[tau] ?? 0;
    const strength = 1 / (spread * spread * meanVariance) - 1;
    const alpha = strength * typical + x;
    const beta = strength * (1 - typical) + n - x;
    rate += (weight * alpha) / (alpha + beta);
    pGap += weight * regularisedIncompleteBeta((1 - margin) * typical, alpha, beta);
    lfsr += weight * (1 - regularisedIncompleteBeta(typical, alpha, beta));
  }
  return { rate, typical, pGap, lfsr };
}

function standardisedRate(likelihood: StepLikelihood, intercept: number, rep: number): number {
  return computeSegmentMix(likelihood.counts, rep).reduce(
    (sum, share, k) => sum + share * expit(intercept + (likelihood.caseMix.segmentEffects[k] ?? 0)),
    0,
  );
}

function meanIntercept(likelihood: StepLikelihood, team: TeamPosterior): number {
  let offset = 0;
  for (let a = 0; a < INTERCEPT_POINTS; a++) {
    for (let tau = 0; tau < SPREADS.length; tau++) {
      offset += (team.weights[a * SPREADS.length + tau] ?? 0) * (a - INTERCEPT_CENTRE);
    }
  }
  return likelihood.caseMix.intercept + offset * likelihood.stride * GRID_STEP;
}
