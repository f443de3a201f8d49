import { summariseRep } from '../model/rep-posterior.ts';
import type { RepPosterior } from '../model/rep-posterior.ts';
import { halfNormalSpreadWeights } from '../model/spread-prior.ts';
import type { StepCounts } from '../model/step-counts.ts';
import { computeStepLikelihood } from '../model/step-likelihood.ts';
import type { StepLikelihood } from '../model/step-likelihood.ts';
import { computeTeamPosterior } from '../model/team-posterior.ts';
import type { TeamPosterior } from '../model/team-posterior.ts';

/** Counts from rows of [exposure per segment] and [advanced per segment]. */
export function countsFromRows(
  exposure: readonly (readonly number[])[],
  advanced: readonly (readonly number[])[],
): StepCounts {
  return {
    reps: exposure.length,
    segments: exposure[0]?.length ?? 0,
    exposure: Float64Array.from(exposure.flat()),
    advanced: Float64Array.from(advanced.flat()),
  };
}

/** One step fitted on its own with tau ~ half-normal(.5), and every rep's summary at a margin of 10 %. */
export function fitCounts(counts: StepCounts): {
  likelihood: StepLikelihood;
  team: TeamPosterior;
  reps: RepPosterior[];
} {
  const likelihood = computeStepLikelihood(counts);
  const team = computeTeamPosterior(likelihood, halfNormalSpreadWeights(), 'integrated');
  const reps = Array.from({ length: counts.reps }, (_, r) => summariseRep(likelihood, team, r, 0.1));
  return { likelihood, team, reps };
}
