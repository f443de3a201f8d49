import { seededRandom } from '@stepup/statistics';
import {
  INTERCEPT_CENTRE,
  INTERCEPT_POINTS,
  GRID_STEP,
  SKILL_POINTS,
  SKILL_PRIORS,
  SPREADS,
  skillAt,
} from '../model/skill-grid.ts';
import { exponentiate } from '../model/step-likelihood.ts';
import type { StepFit } from '../step-fit.ts';

/** Joint draws of one step: draw d holds one intercept, one spread and everybody's skill. Logits. */
export type SkillDraws = {
  readonly draws: number;
  readonly intercept: Float64Array;
  /** Skill of the rep at row r of the fit in draw d: index r × draws + d. */
  readonly skill: Float64Array;
  /** Draws of somebody the step knows nothing of, from the team's spread. */
  readonly drawStranger: (repId: string) => Float64Array;
  /** 75th and 90th percentile of everybody's true skill, per draw. */
  readonly upperQuartile: Float64Array;
  readonly topTenth: Float64Array;
};

/**
 * Draws intercept, spread and skills from their joint posterior. Each rep has a sequence of random numbers of the own, so
 * neither the order nor the number of reps changes what is drawn for one beyond the posterior itself.
 */
export function drawSkills(fit: StepFit, draws: number, seed: number): SkillDraws {
  const { likelihood, posterior, step } = fit;
  const reps = step.repIds.length;
  const ofTeam = seededRandom(seed, step.step);
  const cumulated = cumulate(posterior.weights);
  const points = Array.from({ length: draws }, () => pickIndex(cumulated, ofTeam.uniform()));
  const intercept = Float64Array.from(points, (point) => {
    const offset = Math.floor(point / SPREADS.length) - INTERCEPT_CENTRE;
    return likelihood.caseMix.intercept + offset * likelihood.stride * GRID_STEP;
  });
  const skill = new Float64Array(reps * draws);
  for (const [row, repId] of step.repIds.entries()) {
    const random = seededRandom(seed, step.step, repId);
    const skillOf = skillPicker(fit, row);
    for (const [d, point] of points.entries()) skill[row * draws + d] = skillOf(point, random.uniform());
  }
  const upperQuartile = new Float64Array(draws);
  const topTenth = new Float64Array(draws);
  const everybody = new Float64Array(reps);
  for (let d = 0; d < draws; d++) {
    for (let row = 0; row < reps; row++) everybody[row] = skill[row * draws + d] ?? 0;
    everybody.sort();
    upperQuartile[d] = interpolate(everybody, 0.75);
    topTenth[d] = interpolate(everybody, 0.9);
  }
  const priors = SKILL_PRIORS.map(cumulate);
  return {
    draws,
    intercept,
    skill,
    drawStranger: (repId) => {
      const random = seededRandom(seed, step.step, repId);
      return Float64Array.from(points, (point) =>
        skillAt(pickIndex(priors[point % SPREADS.length] ?? new Float64Array(1), random.uniform())),
      );
    },
    upperQuartile,
    topTenth,
  };
}

/** Skill of one rep given a point (intercept, spread) of the team's grid, by inversion. */
function skillPicker(fit: StepFit, row: number): (point: number, position: number) => number {
  const { likelihood } = fit;
  const cumulatedOf = new Map<number, Float64Array>();
  const likelihoods = Array.from({ length: INTERCEPT_POINTS }, (_, a) => {
    const ofSkill = new Float64Array(SKILL_POINTS);
    const offset = row * likelihood.latticePoints + a * likelihood.stride;
    exponentiate(likelihood.logLikelihood, offset, ofSkill);
    return ofSkill;
  });
  return (point, position) => {
    let cumulated = cumulatedOf.get(point);
    if (cumulated === undefined) {
      const ofSkill = likelihoods[Math.floor(point / SPREADS.length)];
      const prior = SKILL_PRIORS[point % SPREADS.length];
      cumulated = cumulate(
        Float64Array.from({ length: SKILL_POINTS }, (_, i) => (ofSkill?.[i] ?? 0) * (prior?.[i] ?? 0)),
      );
      cumulatedOf.set(point, cumulated);
    }
    return skillAt(pickIndex(cumulated, position));
  };
}

function cumulate(weights: Float64Array): Float64Array {
  let sum = 0;
  return weights.map((weight) => (sum += weight));
}

/** Index whose cumulated weight is the first above `position` of the total. */
function pickIndex(cumulated: Float64Array, position: number): number {
  const target = position * (cumulated.at(-1) ?? 0);
  let from = 0;
  let to = cumulated.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((cumulated[middle] ?? 0) > target) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Quantile of sorted values with linear interpolation between neighbours; 0 without values. */
function interpolate(sorted: Float64Array, probability: number): number {
  const position = probability * (sorted.length - 1);
  const below = Math.floor(position);
  const lower = sorted[below] ?? 0;
  return lower + (position - below) * ((sorted[below + 1] ?? lower) - lower);
}
