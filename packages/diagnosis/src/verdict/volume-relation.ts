import type { RepExposure } from '../exposure/compute-exposure.ts';
import type { Thresholds } from './thresholds.ts';

const CORRELATION_TO_MENTION = 0.4;

/**
 * Whether rates go with volume in a step: rank correlation (Spearman, ties at their mean rank) of rate and exposure above
 * .4 either way, over at least as many reps as a comparison needs. Worth a note, because shrinking reps with few deals to
 * the mean would hide weak ones.
 */
export function rateFollowsVolume(reps: readonly RepExposure[], thresholds: Thresholds): boolean {
  return rateFollows(reps, thresholds, ({ exposure }) => exposure);
}

/** The same for the time people have been with the team; those whose tenure is not known are left out. */
export function rateFollowsTenure(
  reps: readonly RepExposure[],
  tenureDays: readonly (number | null)[],
  thresholds: Thresholds,
): boolean {
  return rateFollows(reps, thresholds, (_, index) => tenureDays[index] ?? null);
}

function rateFollows(
  reps: readonly RepExposure[],
  thresholds: Thresholds,
  measure: (rep: RepExposure, index: number) => number | null,
): boolean {
  const measured = reps.flatMap((rep, index) => {
    const value = measure(rep, index);
    return value === null || rep.exposure < thresholds.evidence.exposure
      ? []
      : [{ value, rate: rep.advanced / rep.exposure }];
  });
  if (measured.length < thresholds.peers.toCompare) return false;
  const values = ranksOf(measured.map(({ value }) => value));
  const rates = ranksOf(measured.map(({ rate }) => rate));
  return Math.abs(correlate(values, rates)) > CORRELATION_TO_MENTION;
}

function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

function correlate(left: readonly number[], right: readonly number[]): number {
  const mean = (left.length + 1) / 2;
  let product = 0;
  let squaresLeft = 0;
  let squaresRight = 0;
  for (const [i, value] of left.entries()) {
    const other = right[i] ?? mean;
    product += (value - mean) * (other - mean);
    squaresLeft += (value - mean) * (value - mean);
    squaresRight += (other - mean) * (other - mean);
  }
  return squaresLeft > 0 && squaresRight > 0 ? product / Math.sqrt(squaresLeft * squaresRight) : 0;
}
