import {
  type Interval,
  logSumExp,
  normalCdf,
  selectByBayesianFdr,
  weightedQuantile,
} from '@stepup/statistics';
import { combine, type Estimate, SHARED_IN_CAMPAIGN, withoutPrior } from '../pooling/plan-estimate.ts';
import type { PlanEffect } from '../pooling/pool-effects.ts';

/** The effect of a plan, with whether its coach worked by the practice; null: not known, and then not counted. */
export type PracticePlan = PlanEffect & { readonly follows: boolean | null };

export interface PracticeRecord {
  readonly practiceId: string;
  readonly plans: readonly PracticePlan[];
}

interface Side {
  readonly plans: number;
  readonly coaches: number;
}

/** Whether coaching by a practice goes with a greater effect. An association: who works by it has chosen to. */
export type PracticeAssociation = {
  readonly practiceId: string;
  readonly with: Side;
  readonly without: Side;
} & (
  | { readonly kind: 'too_few_plans' | 'too_few_coaches' }
  | {
      readonly kind: 'associated';
      /** Difference of the effects, log-odds; shrunken by what all practices looked at say together. */
      readonly difference: number;
      /** 80 %. */
      readonly interval: Interval;
      readonly pPositive: number;
      /** On the list of which one in ten is expected to have the wrong sign, of all that were looked at. */
      readonly standsOut: boolean;
    }
);

const leastPlans = 8;
/** With fewer it would be told of single people. */
const leastCoaches = 5;
const falseDiscoveryRate = 0.1;
const spreadOfCampaigns = 0.15;
const spreadsOfCoaches = [0.05, 0.1, 0.2, 0.3, 0.5];
const spreadsOfPractices = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5];
const spreadScale = 0.3;
const companySd = 0.5;
const tail = 0.1;

/**
 * Which practices go with verified effect: y ~ N(mu + gamma z, v + sigma²) over coaches with and without each practice, z = ½ and −½, mu ~ N(0, .5²), gamma ~ N(0, tau²),
 * sigma and tau half-normal(.3) on a grid, tau common to all practices, so that the more of them show nothing the less any one is believed; the list is cut by the
 * Bayesian false discovery rate. Nothing is said where a side has fewer than eight plans or five coaches. In the order of what came in, never ranked.
 */
export function associatePractices(practices: readonly PracticeRecord[]): PracticeAssociation[] {
  const sides = practices.map(({ practiceId, plans }) => ({
    practiceId,
    with: sideOf(plans, true),
    without: sideOf(plans, false),
    units: unitsOf(plans),
  }));
  const enough = sides.filter((side) => lackOf(side) === null);
  const weightOf = weighSpreads(enough.map(({ units }) => units));
  const posteriors = new Map(enough.map((side) => [side, posteriorOf(side.units, weightOf)]));
  const listed = selectByBayesianFdr(
    [...posteriors.values()].map(({ pPositive }) => Math.min(pPositive, 1 - pPositive)),
    falseDiscoveryRate,
  );
  const standsOut = new Map([...posteriors.keys()].map((side, i) => [side, listed[i] ?? false]));
  return sides.map((side) => {
    const { units: _units, ...said } = side;
    const lack = lackOf(side);
    const posterior = posteriors.get(side);
    return lack !== null || posterior === undefined
      ? { ...said, kind: lack ?? 'too_few_plans' }
      : { ...said, kind: 'associated', ...posterior, standsOut: standsOut.get(side) ?? false };
  });
}

function sideOf(plans: readonly PracticePlan[], follows: boolean): Side {
  const ofSide = plans.filter((plan) => plan.follows === follows && withoutPrior(plan) !== null);
  return { plans: ofSide.length, coaches: new Set(ofSide.map(({ key }) => key)).size };
}

function lackOf(of: {
  readonly with: Side;
  readonly without: Side;
}): 'too_few_plans' | 'too_few_coaches' | null {
  const sides = [of.with, of.without];
  if (sides.some(({ plans }) => plans < leastPlans)) return 'too_few_plans';
  return sides.some(({ coaches }) => coaches < leastCoaches) ? 'too_few_coaches' : null;
}

interface Unit extends Estimate {
  /** ½ with the practice, −½ without. */
  readonly z: number;
}

/** One estimate a coach and side; plans of a campaign err together and count as one. */
function unitsOf(plans: readonly PracticePlan[]): Unit[] {
  const known = plans.flatMap(({ key, campaign, follows, ...effect }) => {
    const estimate = withoutPrior(effect);
    return estimate === null || follows === null ? [] : [{ key, campaign, follows, ...estimate }];
  });
  return [...Map.groupBy(known, ({ key, follows }) => `${follows} ${key}`).values()].map((ofCoach) => {
    const campaigns = [...Map.groupBy(ofCoach, ({ campaign }) => campaign).values()]
      .map((plansOfOne) => combine(plansOfOne, SHARED_IN_CAMPAIGN))
      .map(({ estimate, variance }) => ({ estimate, variance: variance + spreadOfCampaigns ** 2 }));
    return { ...combine(campaigns, 0), z: ofCoach[0]?.follows === true ? 0.5 : -0.5 };
  });
}

interface Fit {
  readonly logWeight: number;
  readonly mean: number;
  readonly variance: number;
}

/** Gamma and the marginal likelihood at one pair of spreads. */
function fit(units: readonly Unit[], ofCoaches: number, ofPractices: number): Fit {
  let [a, b, c, sum, sumZ, logWeight] = [1 / companySd ** 2, 0, 1 / ofPractices ** 2, 0, 0, 0];
  logWeight += 0.5 * Math.log(a) + 0.5 * Math.log(c) - 0.5 * (ofCoaches / spreadScale) ** 2;
  for (const { estimate, variance, z } of units) {
    const precision = 1 / (variance + ofCoaches ** 2);
    a += precision;
    b += precision * z;
    c += precision * z * z;
    sum += precision * estimate;
    sumZ += precision * z * estimate;
    logWeight += 0.5 * Math.log(precision) - 0.5 * precision * estimate ** 2;
  }
  const determinant = a * c - b * b;
  const mean = (a * sumZ - b * sum) / determinant;
  const company = (c * sum - b * sumZ) / determinant;
  logWeight += 0.5 * (company * sum + mean * sumZ) - 0.5 * Math.log(determinant);
  return { logWeight, mean, variance: a / determinant };
}

/** log P(spread of practices | everything looked at). */
function weighSpreads(all: readonly (readonly Unit[])[]): readonly number[] {
  return spreadsOfPractices.map((ofPractices) =>
    all.reduce(
      (sum, units) =>
        sum + logSumExp(spreadsOfCoaches.map((ofCoaches) => fit(units, ofCoaches, ofPractices).logWeight)),
      -0.5 * (ofPractices / spreadScale) ** 2,
    ),
  );
}

const grid = Array.from({ length: 201 }, (_, i) => (i - 100) * 0.02);

function posteriorOf(
  units: readonly Unit[],
  logSpreads: readonly number[],
): { readonly difference: number; readonly interval: Interval; readonly pPositive: number } {
  // What this practice itself says of the spread stands in the weights already: they are of all together.
  const cells = spreadsOfPractices.flatMap((ofPractices, p) => {
    const fits = spreadsOfCoaches.map((ofCoaches) => fit(units, ofCoaches, ofPractices));
    const all = logSumExp(fits.map(({ logWeight }) => logWeight));
    return fits.map((one) => ({ ...one, logWeight: one.logWeight - all + (logSpreads[p] ?? 0) }));
  });
  const total = logSumExp(cells.map(({ logWeight }) => logWeight));
  let [difference, pPositive] = [0, 0];
  const density = new Float64Array(grid.length);
  for (const { logWeight, mean, variance } of cells) {
    const weight = Math.exp(logWeight - total);
    difference += weight * mean;
    pPositive += weight * normalCdf(mean / Math.sqrt(variance));
    const shape = grid.map((x) => Math.exp((-0.5 * (x - mean) ** 2) / variance));
    const sum = shape.reduce((all, one) => all + one, 0);
    for (const [i, one] of shape.entries()) density[i] = (density[i] ?? 0) + (weight * one) / sum;
  }
  const interval = {
    lower: weightedQuantile(grid, density, tail),
    upper: weightedQuantile(grid, density, 1 - tail),
  };
  return { difference, interval, pPositive: Math.min(1, Math.max(0, pPositive)) };
}
