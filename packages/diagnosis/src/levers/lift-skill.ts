import { logExpit } from '@stepup/statistics';
import { averageSkillPrior } from '../model/known-typical.ts';
import { SKILL_POINTS, skillAt } from '../model/skill-grid.ts';
import type { StepCounts } from '../model/step-counts.ts';
import { sumOfRep } from '../model/step-counts.ts';
import { dot, exponentiate } from '../model/step-likelihood.ts';
import type { LiftSkill } from './evaluate-rep.ts';
import { ownRate } from './evaluate-rep.ts';
import type { LeverTarget } from './lever.ts';
import type { ChainStep } from './lever-model.ts';

const EXPOSURE_OF_A_QUARTER = 25;

/** Lifts to a target, never below where the rep stands already. */
export function liftTo(target: LeverTarget, phi: number): LiftSkill {
  if (target === 'team_upper_quartile') {
    return ({ skills }) =>
      (draw, skill) =>
        Math.max(skill, skills.upperQuartile[draw] ?? skill);
  }
  return (step, repId) => {
    const best = findOwnBest(step, repId, phi);
    const { topTenth } = step.skills;
    return (draw, skill) => (best === null ? skill : Math.max(skill, Math.min(best, topTenth[draw] ?? best)));
  };
}

/**
 * The best of the rep's last four quarters, each shrunk to the team (posterior mean under the team's spread) and with at
 * least 25 deals; null without any. The raw best of four would be luck for the most part.
 */
function findOwnBest(step: ChainStep, repId: string, phi: number): number | null {
  const row = step.rowOf.get(repId);
  if (row === undefined) return null;
  const prior = averageSkillPrior(step.fit.posterior);
  const intercept = meanOf(step.skills.intercept);
  const quarters = step.fit.step.quarters.flatMap((counts) =>
    sumOfRep(counts, counts.exposure, row) < EXPOSURE_OF_A_QUARTER
      ? []
      : [posteriorMeanSkill(counts, row, { prior, intercept, phi, step })],
  );
  return quarters.length === 0 ? null : Math.max(...quarters);
}

function posteriorMeanSkill(
  counts: StepCounts,
  row: number,
  given: {
    readonly prior: Float64Array;
    readonly intercept: number;
    readonly phi: number;
    readonly step: ChainStep;
  },
): number {
  const effects = given.step.fit.likelihood.caseMix.segmentEffects;
  const logLikelihood = Float64Array.from({ length: SKILL_POINTS }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < counts.segments; k++) {
      const eta = given.intercept + (effects[k] ?? 0) + skillAt(i);
      const advanced = counts.advanced[row * counts.segments + k] ?? 0;
      const notAdvanced = (counts.exposure[row * counts.segments + k] ?? 0) - advanced;
      sum += (advanced * logExpit(eta) + notAdvanced * logExpit(-eta)) / given.phi;
    }
    return sum;
  });
  const weights = new Float64Array(SKILL_POINTS);
  exponentiate(logLikelihood, 0, weights);
  for (const [i, prior] of given.prior.entries()) weights[i] = (weights[i] ?? 0) * prior;
  const skills = Float64Array.from({ length: SKILL_POINTS }, (_, i) => skillAt(i));
  return dot(weights, skills) / weights.reduce((sum, weight) => sum + weight, 0);
}

/** Sets the rate of one step to a given value (with the rep's own leads) and leaves the others. */
export function setRate(stepName: string, rate: number): LiftSkill {
  return (step, repId) => {
    if (step.fit.step.step !== stepName) return (_, skill) => skill;
    const eta = findPredictor(ownRate(step, repId), rate);
    return (draw) => eta - (step.skills.intercept[draw] ?? 0);
  };
}

/** Lifts one step to a target and leaves the others. */
export function liftOnly(stepName: string, lift: LiftSkill): LiftSkill {
  return (step, repId) => (step.fit.step.step === stepName ? lift(step, repId) : (_, skill) => skill);
}

const PREDICTOR_LIMIT = 12;
const HALVINGS = 50;

function findPredictor(rateAt: (eta: number) => number, rate: number): number {
  let below = -PREDICTOR_LIMIT;
  let above = PREDICTOR_LIMIT;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (below + above) / 2;
    if (rateAt(middle) < rate) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
