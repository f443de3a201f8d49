import { GRID_STEP, INTERCEPT_POINTS, sumOfRep } from '@stepup/diagnosis';
import { expit, type Interval, logSumExp, naturalLog, weightedQuantile } from '@stepup/statistics';
import type { ComparedStart } from './compared-start.ts';
import {
  EFFECT_POINTS,
  EFFECTS,
  LOG_EFFECT_PRIOR,
  LOG_SHIFT_PRIOR,
  SHIFT_HALF_POINTS,
  SHIFT_POINTS,
  SUM_HALF_POINTS,
} from './effect-grid.ts';
import type { FollowUpModel } from './follow-up-model.ts';

/** What coaching did to the rate of a step, beyond luck and what moved everybody. */
export interface EffectEstimate {
  /** Posterior mean, logits. */
  readonly mean: number;
  /** 90 %, logits. */
  readonly interval: Interval;
  readonly sd: number;
  /** P(effect > 0). */
  readonly pRise: number;
  /** P(effect > .2 logits): an effect worth having. */
  readonly pRelevant: number;
  /** Rate that was to be expected in the follow-up without coaching: rebound, team trend and leads counted in. */
  readonly expectedRate: number;
  /** The effect in points of that rate, 0..1. */
  readonly points: { readonly mean: number; readonly interval: Interval };
  /** How the period moved everybody, logits; mean and standard deviation. */
  readonly periodShift: { readonly mean: number; readonly sd: number };
}

/** The least effect that is called one, logits. */
export const RELEVANT_EFFECT = 0.2;
/** Intervals of several people together come out a little short (one phi, one case mix, one noise for all). */
const POOLED_WIDENING = 1.05;
const INTERVAL_TAIL = 0.05;

/**
 * The effect of coaching at one step over one or more starts: a shrunken baseline that carries over only what lasts, the shift of
 * the period from colleagues who were not coached, and a sceptical prior N(0, 1). Only people not coached yet serve as
 * comparison, start by start, never people coached earlier (Goodman-Bacon 2021; Callaway and Sant'Anna 2021, J. Econometrics
 * 225). One effect is assumed for all; the starts need at least one coached rep between them.
 */
export function estimateEffect(starts: readonly ComparedStart[]): EffectEstimate {
  const people = starts.reduce((sum, { coached }) => sum + coached.length, 0);
  if (people === 0) throw new RangeError('nobody was coached');
  const compared = starts.filter(({ coached }) => coached.length > 0).map(compare);
  const widening = people > 1 ? POOLED_WIDENING : 1;
  const logWeights = LOG_EFFECT_PRIOR.map((logPrior, b) => {
    const logLikelihood = compared.reduce((sum, { logByEffect }) => sum + (logByEffect[b] ?? 0), 0);
    return logPrior + logLikelihood / widening ** 2;
  });
  const total = logSumExp(logWeights);
  const weights = logWeights.map((value) => Math.exp(value - total));
  const mean = sumWeighted(weights, EFFECTS);
  const sd = Math.sqrt(
    sumWeighted(
      weights,
      EFFECTS.map((effect) => (effect - mean) ** 2),
    ),
  );
  const expectedRate = averageBy(compared, ({ rate }) => rate);
  const logitOfRate = naturalLog(expectedRate) - naturalLog(1 - expectedRate);
  const points = EFFECTS.map((effect) => expit(logitOfRate + effect) - expectedRate);
  return {
    mean,
    sd,
    interval: intervalOf(EFFECTS, weights),
    pRise: tailAbove(weights, 0),
    pRelevant: tailAbove(weights, RELEVANT_EFFECT),
    expectedRate,
    points: { mean: sumWeighted(weights, points), interval: intervalOf(points, weights) },
    periodShift: {
      mean: averageBy(compared, ({ shift }) => shift.mean),
      sd: averageBy(compared, ({ shift }) => shift.sd),
    },
  };
}

interface Compared {
  readonly people: number;
  /** log P(follow-up of the coached | effect), the period and the intercept integrated out. */
  readonly logByEffect: Float64Array;
  readonly rate: number;
  readonly shift: { readonly mean: number; readonly sd: number };
}

const SUM_POINTS = 2 * SUM_HALF_POINTS + 1;

function compare({ model, coached, controls }: ComparedStart): Compared {
  const [intercepts, shifts, sums] = [INTERCEPT_POINTS, SHIFT_POINTS, SUM_POINTS];
  const logPeriod = logPriorOf(model);
  for (const rep of controls) {
    const ofControl = model.likelihoodOf(rep);
    for (let a = 0; a < intercepts; a++) {
      const [from, to] = [a * sums + (sums - shifts) / 2, a * shifts];
      for (let s = 0; s < shifts; s++)
        logPeriod[to + s] = (logPeriod[to + s] ?? 0) + (ofControl[from + s] ?? 0);
    }
  }
  const total = logSumExp(logPeriod);
  const ofPeriod = logPeriod.map((value) => value - total);
  const ofCoached = new Float64Array(INTERCEPT_POINTS * SUM_POINTS);
  for (const rep of coached) {
    for (const [i, value] of model.likelihoodOf(rep).entries()) ofCoached[i] = (ofCoached[i] ?? 0) + value;
  }
  const terms = new Float64Array(ofPeriod.length);
  const logByEffect = Float64Array.from({ length: EFFECT_POINTS }, (_, b) => {
    for (let a = 0; a < intercepts; a++) {
      for (let s = 0; s < shifts; s++) {
        terms[a * shifts + s] = (ofPeriod[a * shifts + s] ?? 0) + (ofCoached[a * sums + b + s] ?? 0);
      }
    }
    return logSumExp(terms);
  });
  return {
    people: coached.length,
    logByEffect,
    rate: expectRate({ model, coached, controls }, ofPeriod),
    shift: momentsOfShift(ofPeriod),
  };
}

/** log P(intercept) + log P(shift) before the follow-up; index a × SHIFT_POINTS + shift. */
function logPriorOf({ fit }: FollowUpModel): Float64Array {
  const spreads = fit.posterior.spreadWeights.length;
  const prior = new Float64Array(INTERCEPT_POINTS * SHIFT_POINTS);
  for (let a = 0; a < INTERCEPT_POINTS; a++) {
    let weight = 0;
    for (let tau = 0; tau < spreads; tau++) weight += fit.posterior.weights[a * spreads + tau] ?? 0;
    for (let s = 0; s < SHIFT_POINTS; s++) {
      prior[a * SHIFT_POINTS + s] = naturalLog(weight) + (LOG_SHIFT_PRIOR[s] ?? 0);
    }
  }
  return prior;
}

/** Mean rate of the coached in the follow-up had nobody coached them, at the leads they then had, deals weighing alike. */
function expectRate({ model, coached }: ComparedStart, ofPeriod: Float64Array): number {
  const dealsOf = (rep: number): number => sumOfRep(model.followUp, model.followUp.exposure, rep);
  const all = coached.reduce((sum, rep) => sum + dealsOf(rep), 0);
  let rate = 0;
  for (let a = 0; a < INTERCEPT_POINTS; a++) {
    let [weight, shift] = [0, 0];
    for (let s = 0; s < SHIFT_POINTS; s++) {
      const p = Math.exp(ofPeriod[a * SHIFT_POINTS + s] ?? -Infinity);
      weight += p;
      shift += p * (s - SHIFT_HALF_POINTS) * GRID_STEP;
    }
    if (weight < 1e-12) continue;
    for (const rep of coached) {
      const share = all > 0 ? dealsOf(rep) / all : 1 / coached.length;
      if (share > 0) rate += weight * share * model.expectedRateOf(rep, a, shift / weight);
    }
  }
  return rate;
}

function momentsOfShift(ofPeriod: Float64Array): { mean: number; sd: number } {
  let [mean, square] = [0, 0];
  for (const [index, logWeight] of ofPeriod.entries()) {
    const shift = ((index % SHIFT_POINTS) - SHIFT_HALF_POINTS) * GRID_STEP;
    const weight = Math.exp(logWeight);
    mean += weight * shift;
    square += weight * shift * shift;
  }
  return { mean, sd: Math.sqrt(Math.max(0, square - mean * mean)) };
}

function averageBy(compared: readonly Compared[], valueOf: (one: Compared) => number): number {
  let [sum, people] = [0, 0];
  for (const one of compared) {
    sum += one.people * valueOf(one);
    people += one.people;
  }
  return sum / people;
}

function intervalOf(sortedValues: readonly number[], weights: readonly number[]): Interval {
  return {
    lower: weightedQuantile(sortedValues, weights, INTERVAL_TAIL),
    upper: weightedQuantile(sortedValues, weights, 1 - INTERVAL_TAIL),
  };
}

/** P(effect > limit); a grid point on the limit counts half. */
function tailAbove(weights: readonly number[], limit: number): number {
  let sum = 0;
  for (const [b, effect] of EFFECTS.entries()) {
    const distance = effect - limit;
    if (Math.abs(distance) < GRID_STEP / 2) sum += (weights[b] ?? 0) / 2;
    else if (distance > 0) sum += weights[b] ?? 0;
  }
  return sum;
}

function sumWeighted(weights: readonly number[], values: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0);
}
