import { expit, weightedQuantile } from '@stepup/statistics';
import type { Interval } from '@stepup/statistics';
import { INTERCEPT_POINTS, SKILL_POINTS, SKILL_PRIORS, SKILL_ZERO, SPREADS, skillAt } from './skill-grid.ts';
import { sumOfRep } from './step-counts.ts';
import type { StepCounts } from './step-counts.ts';
import { dotWithPriors, etaAt, exponentiate } from './step-likelihood.ts';
import type { StepLikelihood } from './step-likelihood.ts';
import type { TeamPosterior } from './team-posterior.ts';

export type RepPosterior = {
  /** Posterior mean of the rep's rate at his own mix of segments. */
  readonly rate: number;
  /** 5 % and 95 % quantile of that rate. */
  readonly interval: Interval;
  /** Posterior mean rate of a typical colleague (u = 0) with the same leads. */
  readonly typical: number;
  /** P(rate < (1 − margin) × typical). */
  readonly pGap: number;
  /** P(rate ≥ typical): the local false sign rate of calling it a shortfall; half the weight of u = 0 counts. */
  readonly lfsr: number;
  /** Posterior mean of the skill effect, logits. */
  readonly skill: number;
  /** 1 − Var(u | data) / E[tau²]: 0 knows nothing beyond the team, 1 everything. */
  readonly reliability: number;
};

const INTERVAL_TAIL = 0.05;

/** Posterior weights over (intercept, skill) of one rep; index a × SKILL_POINTS + skill, sums to 1. */
export function computeSkillWeights(
  likelihood: StepLikelihood,
  team: TeamPosterior,
  rep: number,
): Float64Array {
  const weights = new Float64Array(INTERCEPT_POINTS * SKILL_POINTS);
  const ofSkill = new Float64Array(SKILL_POINTS);
  const prior = new Float64Array(SKILL_POINTS);
  const products = new Float64Array(SPREADS.length);
  let total = 0;
  for (let a = 0; a < INTERCEPT_POINTS; a++) {
    exponentiate(likelihood.logLikelihood, rep * likelihood.latticePoints + a * likelihood.stride, ofSkill);
    prior.fill(0);
    dotWithPriors(ofSkill, products);
    for (const [tau, priorGivenSpread] of SKILL_PRIORS.entries()) {
      const weight = team.weights[a * SPREADS.length + tau] ?? 0;
      if (weight === 0) continue;
      const scale = weight / (products[tau] ?? 0);
      for (let i = 0; i < SKILL_POINTS; i++) prior[i] = (prior[i] ?? 0) + scale * (priorGivenSpread[i] ?? 0);
    }
    for (let i = 0; i < SKILL_POINTS; i++) {
      const weight = (prior[i] ?? 0) * (ofSkill[i] ?? 0);
      weights[a * SKILL_POINTS + i] = weight;
      total += weight;
    }
  }
  return weights.map((weight) => weight / total);
}

/** Summarises one rep of a step; `margin` is the relative shortfall that counts as a gap (.10). */
export function summariseRep(
  likelihood: StepLikelihood,
  team: TeamPosterior,
  rep: number,
  margin: number,
): RepPosterior {
  const weights = computeSkillWeights(likelihood, team, rep);
  const rates = computeRates(likelihood, computeSegmentMix(likelihood.counts, rep));
  const onLattice = new Float64Array(likelihood.latticePoints);
  let rate = 0;
  let typical = 0;
  let pGap = 0;
  let lfsr = 0;
  let skill = 0;
  let squaredSkill = 0;
  for (let a = 0; a < INTERCEPT_POINTS; a++) {
    const start = a * likelihood.stride;
    const typicalRate = rates[start + SKILL_ZERO] ?? 0;
    for (let i = 0; i < SKILL_POINTS; i++) {
      const weight = weights[a * SKILL_POINTS + i] ?? 0;
      const repRate = rates[start + i] ?? 0;
      const u = skillAt(i);
      onLattice[start + i] = (onLattice[start + i] ?? 0) + weight;
      rate += weight * repRate;
      typical += weight * typicalRate;
      if (repRate < (1 - margin) * typicalRate) pGap += weight;
      if (i >= SKILL_ZERO) lfsr += i === SKILL_ZERO ? weight / 2 : weight;
      skill += weight * u;
      squaredSkill += weight * u * u;
    }
  }
  return {
    rate,
    interval: {
      lower: weightedQuantile(rates, onLattice, INTERVAL_TAIL),
      upper: weightedQuantile(rates, onLattice, 1 - INTERVAL_TAIL),
    },
    typical,
    pGap: Math.min(1, pGap),
    lfsr: Math.min(1, lfsr),
    skill,
    reliability: 1 - (squaredSkill - skill * skill) / team.meanSquaredSpread,
  };
}

/** The rep's own mix of segments; without own exposure the team's, without any an even one. */
export function computeSegmentMix(counts: StepCounts, rep: number): Float64Array {
  const own = sumOfRep(counts, counts.exposure, rep);
  if (own > 0) {
    const offset = rep * counts.segments;
    return counts.exposure.slice(offset, offset + counts.segments).map((n) => n / own);
  }
  const mix = new Float64Array(counts.segments);
  let total = 0;
  for (const [index, n] of counts.exposure.entries()) {
    const segment = index % counts.segments;
    mix[segment] = (mix[segment] ?? 0) + n;
    total += n;
  }
  return mix.map((n) => (total > 0 ? n / total : 1 / counts.segments));
}

function computeRates(likelihood: StepLikelihood, mix: Float64Array): Float64Array {
  const rates = new Float64Array(likelihood.latticePoints);
  for (let l = 0; l < rates.length; l++) {
    const eta = etaAt(likelihood.caseMix, likelihood.stride, l);
    let rate = 0;
    for (let k = 0; k < mix.length; k++) {
      rate += (mix[k] ?? 0) * expit(eta + (likelihood.caseMix.segmentEffects[k] ?? 0));
    }
    rates[l] = rate;
  }
  return rates;
}
