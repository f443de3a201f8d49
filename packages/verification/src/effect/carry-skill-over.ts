import { INTERCEPT_POINTS, SKILL_POINTS, skillAt } from '@stepup/diagnosis';

/** How much of a rep's standing lasts from one period to the next; standard deviations and variances in logits. */
export interface Persistence {
  /** Noise of a rep in the baseline and in the follow-up (omega). */
  readonly baselineNoise: number;
  readonly followUpNoise: number;
  /** tau² of the baseline: spread between reps, noise included. */
  readonly squaredSpread: number;
}

const LEAST_PERSISTENCE = 0.2;

/**
 * What the baseline lets expect of a rep's standing in the follow-up, given the intercept. The baseline shows t = u + e0;
 * only u lasts: u | t ~ N(λt, λω²) with λ = max(.2, 1 − ω² / tau_total²), and the follow-up has noise e1 of its own.
 * So whoever stood low by luck is expected to rebound.
 *
 * @param weights posterior over (intercept, skill) of the baseline, index a × SKILL_POINTS + skill
 * @returns the same shape; each intercept's row sums to 1 where it has any weight
 */
export function carrySkillOver(weights: Float64Array, kernel: TransitionKernel): Float64Array {
  const [intercepts, skills] = [INTERCEPT_POINTS, SKILL_POINTS];
  const expected = new Float64Array(intercepts * skills);
  for (let a = 0; a < intercepts; a++) {
    const row = a * skills;
    let total = 0;
    for (let t = 0; t < skills; t++) total += weights[row + t] ?? 0;
    if (total === 0) continue;
    for (let t = 0; t < skills; t++) {
      const weight = (weights[row + t] ?? 0) / total;
      if (weight < 1e-12) continue;
      for (let v = 0; v < skills; v++) {
        expected[row + v] = (expected[row + v] ?? 0) + weight * (kernel[t * skills + v] ?? 0);
      }
    }
  }
  return expected;
}

/** λ of {@link carrySkillOver}. */
function lastingShare({ baselineNoise, squaredSpread }: Persistence): number {
  return Math.max(LEAST_PERSISTENCE, 1 - (baselineNoise * baselineNoise) / squaredSpread);
}

/** P(standing of the follow-up | standing of the baseline); index baseline × SKILL_POINTS + follow-up, each row sums to 1. */
export type TransitionKernel = Float64Array;

export function transitionKernel(persistence: Persistence): TransitionKernel {
  const lasting = lastingShare(persistence);
  const { baselineNoise, followUpNoise } = persistence;
  const sd = Math.sqrt(lasting * baselineNoise * baselineNoise + followUpNoise * followUpNoise);
  const skills = SKILL_POINTS;
  const standings = Float64Array.from({ length: skills }, (_, i) => skillAt(i));
  const kernel = new Float64Array(skills * skills);
  for (let t = 0; t < skills; t++) {
    let total = 0;
    for (let v = 0; v < skills; v++) {
      const z = ((standings[v] ?? 0) - lasting * (standings[t] ?? 0)) / sd;
      const weight = Math.exp(-0.5 * z * z);
      kernel[t * skills + v] = weight;
      total += weight;
    }
    for (let v = 0; v < skills; v++) {
      kernel[t * skills + v] = (kernel[t * skills + v] ?? 0) / total;
    }
  }
  return kernel;
}
