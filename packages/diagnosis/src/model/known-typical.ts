import { logExpit, naturalLog } from '@stepup/statistics';
import { SKILL_POINTS, SKILL_ZERO, SPREADS, SKILL_PRIORS, skillAt } from './skill-grid.ts';
import { dot, exponentiate } from './step-likelihood.ts';
import type { TeamPosterior } from './team-posterior.ts';

export type ShortfallAssessment = { readonly pGap: number; readonly lfsr: number };

/** Assesses counts against a typical rate taken as known; prepared once, asked for many counts. */
export type KnownTypicalAssessor = (exposure: number, advanced: number) => ShortfallAssessment;

/**
 * One rep against a known typical rate: skill prior on the grid, binomial likelihood. lfsr counts u ≥ 0 in full, so it
 * errs on the cautious side of the model's own.
 *
 * @param typical in (0, 1)
 * @param skillPrior weights over the skill grid
 * @param margin relative shortfall that counts as a gap
 */
export function assessAgainstKnownTypical(
  typical: number,
  skillPrior: Float64Array,
  margin: number,
): KnownTypicalAssessor {
  const etaTypical = naturalLog(typical) - naturalLog(1 - typical);
  const logRate = new Float64Array(SKILL_POINTS);
  const logComplement = new Float64Array(SKILL_POINTS);
  let gapEnd = 0;
  for (let i = 0; i < SKILL_POINTS; i++) {
    const eta = etaTypical + skillAt(i);
    logRate[i] = logExpit(eta);
    logComplement[i] = logExpit(-eta);
    if (Math.exp(logRate[i] ?? 0) < (1 - margin) * typical) gapEnd = i + 1;
  }
  const logLikelihood = new Float64Array(SKILL_POINTS);
  const likelihood = new Float64Array(SKILL_POINTS);
  return (exposure, advanced) => {
    for (let i = 0; i < SKILL_POINTS; i++) {
      logLikelihood[i] = advanced * (logRate[i] ?? 0) + (exposure - advanced) * (logComplement[i] ?? 0);
    }
    exponentiate(logLikelihood, 0, likelihood);
    const total = dot(likelihood, skillPrior);
    let gap = 0;
    let noShortfall = 0;
    for (let i = 0; i < SKILL_POINTS; i++) {
      const weight = (likelihood[i] ?? 0) * (skillPrior[i] ?? 0);
      if (i < gapEnd) gap += weight;
      if (i >= SKILL_ZERO) noShortfall += weight;
    }
    return { pGap: gap / total, lfsr: noShortfall / total };
  };
}

/** Prior of a rep's skill in a fitted team: N(0, tau²) averaged over the posterior of tau. */
export function averageSkillPrior(team: TeamPosterior): Float64Array {
  const average = new Float64Array(SKILL_POINTS);
  for (let tau = 0; tau < SPREADS.length; tau++) {
    const weight = team.spreadWeights[tau] ?? 0;
    const prior = SKILL_PRIORS[tau];
    for (let i = 0; i < SKILL_POINTS; i++) average[i] = (average[i] ?? 0) + weight * (prior?.[i] ?? 0);
  }
  return average;
}
