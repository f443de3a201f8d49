import { logExpit, logSumExp, naturalLog } from '@stepup/statistics';
import type { CaseMix } from './fit-case-mix.ts';
import { fitCaseMix } from './fit-case-mix.ts';
import {
  GRID_STEP,
  INTERCEPT_CENTRE,
  INTERCEPT_POINTS,
  SKILL_POINTS,
  SKILL_PRIORS,
  SKILL_ZERO,
  SPREADS,
} from './skill-grid.ts';
import type { StepCounts } from './step-counts.ts';

/**
 * What a step's counts say before anything is assumed about how much its reps differ. Intercept and skill lie on one
 * lattice of linear predictors: point l = intercept index × stride + skill index, at `etaAt(likelihood, l)`.
 */
export type StepLikelihood = {
  readonly counts: StepCounts;
  readonly caseMix: CaseMix;
  /** Distance of neighbouring intercepts, in lattice points. */
  readonly stride: number;
  readonly latticePoints: number;
  /** Log-likelihood of rep r at lattice point l: index r × latticePoints + l. */
  readonly logLikelihood: Float64Array;
  /** log m_r(a, tau), the skill integrated out: index (r × INTERCEPT_POINTS + a) × SPREADS.length + tau. */
  readonly logMarginal: Float64Array;
  /** l(tau) = log Σ_a Π_r m_r(a, tau), one entry per spread. */
  readonly logLikelihoodBySpread: Float64Array;
};

/** Caps the intercept grid at ± 5 logits, which only a step without wins or without losses would exceed. */
const MAX_STRIDE = 20;

/** Fits the case mix and evaluates the step on the grid; cost about reps × (11 × 121 × 12) multiplications. */
export function computeStepLikelihood(counts: StepCounts): StepLikelihood {
  const caseMix = fitCaseMix(counts);
  const stride = Math.min(MAX_STRIDE, Math.max(1, Math.round(caseMix.interceptError / 2 / GRID_STEP)));
  const latticePoints = SKILL_POINTS + (INTERCEPT_POINTS - 1) * stride;
  const logLikelihood = computeLogLikelihood(counts, caseMix, stride, latticePoints);
  const logMarginal = integrateSkill(counts.reps, stride, latticePoints, logLikelihood);
  return {
    counts,
    caseMix,
    stride,
    latticePoints,
    logLikelihood,
    logMarginal,
    logLikelihoodBySpread: Float64Array.from(SPREADS, (_, tau) =>
      logSumExp(
        Array.from({ length: INTERCEPT_POINTS }, (__, a) => sumOverReps(counts.reps, logMarginal, a, tau)),
      ),
    ),
  };
}

/** Linear predictor a + u (without segment effect) at a lattice point. */
export function etaAt(caseMix: CaseMix, stride: number, latticePoint: number): number {
  return caseMix.intercept + (latticePoint - INTERCEPT_CENTRE * stride - SKILL_ZERO) * GRID_STEP;
}

/** Σ_r log m_r(a, tau). */
export function sumOverReps(reps: number, logMarginal: Float64Array, a: number, tau: number): number {
  let sum = 0;
  for (let r = 0; r < reps; r++) sum += logMarginal[(r * INTERCEPT_POINTS + a) * SPREADS.length + tau] ?? 0;
  return sum;
}

function computeLogLikelihood(
  counts: StepCounts,
  caseMix: CaseMix,
  stride: number,
  latticePoints: number,
): Float64Array {
  const logLikelihood = new Float64Array(counts.reps * latticePoints);
  const logRate = new Float64Array(latticePoints);
  const logComplement = new Float64Array(latticePoints);
  for (let k = 0; k < counts.segments; k++) {
    for (let l = 0; l < latticePoints; l++) {
      const eta = etaAt(caseMix, stride, l) + (caseMix.segmentEffects[k] ?? 0);
      logRate[l] = logExpit(eta);
      logComplement[l] = logExpit(-eta);
    }
    for (let r = 0; r < counts.reps; r++) {
      const advanced = counts.advanced[r * counts.segments + k] ?? 0;
      const notAdvanced = (counts.exposure[r * counts.segments + k] ?? 0) - advanced;
      if (advanced === 0 && notAdvanced === 0) continue;
      const offset = r * latticePoints;
      for (let l = 0; l < latticePoints; l++) {
        logLikelihood[offset + l] =
          (logLikelihood[offset + l] ?? 0) +
          advanced * (logRate[l] ?? 0) +
          notAdvanced * (logComplement[l] ?? 0);
      }
    }
  }
  return logLikelihood;
}

function integrateSkill(
  reps: number,
  stride: number,
  latticePoints: number,
  logLikelihood: Float64Array,
): Float64Array {
  const logMarginal = new Float64Array(reps * INTERCEPT_POINTS * SPREADS.length);
  const likelihood = new Float64Array(SKILL_POINTS);
  const products = new Float64Array(SPREADS.length);
  for (let r = 0; r < reps; r++) {
    for (let a = 0; a < INTERCEPT_POINTS; a++) {
      const peak = exponentiate(logLikelihood, r * latticePoints + a * stride, likelihood);
      const offset = (r * INTERCEPT_POINTS + a) * SPREADS.length;
      dotWithPriors(likelihood, products);
      for (let tau = 0; tau < SPREADS.length; tau++) {
        logMarginal[offset + tau] = peak + naturalLog(products[tau] ?? 0);
      }
    }
  }
  return logMarginal;
}

/** Writes exp(logLikelihood − peak) of the skill window that starts at `offset`; returns the peak. */
export function exponentiate(logLikelihood: Float64Array, offset: number, into: Float64Array): number {
  let peak = -Infinity;
  for (let i = 0; i < SKILL_POINTS; i++) peak = Math.max(peak, logLikelihood[offset + i] ?? -Infinity);
  for (let i = 0; i < SKILL_POINTS; i++) into[i] = Math.exp((logLikelihood[offset + i] ?? -Infinity) - peak);
  return peak;
}

/**
 * Σ_i likelihood_i × prior_i for every spread, each summed in the order of i. Three spreads at a time: one sum alone waits for its
 * own last addition, which made this the slowest part of a large team.
 */
export function dotWithPriors(likelihood: Float64Array, into: Float64Array): void {
  for (let tau = 0; tau < PRIORS_AT_A_TIME.length; tau++) {
    const triple = PRIORS_AT_A_TIME[tau];
    if (triple === undefined) continue;
    const [first, second, third] = triple;
    let [a, b, c] = [0, 0, 0];
    for (let i = 0; i < SKILL_POINTS; i++) {
      const l = likelihood[i] ?? 0;
      a += l * (first[i] ?? 0);
      b += l * (second[i] ?? 0);
      c += l * (third[i] ?? 0);
    }
    into[3 * tau] = a;
    into[3 * tau + 1] = b;
    into[3 * tau + 2] = c;
  }
}

export function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] ?? 0) * (right[i] ?? 0);
  return sum;
}

const none = new Float64Array(SKILL_POINTS);
const PRIORS_AT_A_TIME = Array.from({ length: Math.ceil(SKILL_PRIORS.length / 3) }, (_, triple) => {
  const at = (place: number): Float64Array => SKILL_PRIORS[3 * triple + place] ?? none;
  return [at(0), at(1), at(2)] as const;
});
