import type { DelayCurve } from '../exposure/delay-curve.ts';
import { countWithin } from '../exposure/delay-curve.ts';

const WEEK_DAYS = 7;

/** Share of the curve's deals that had advanced after `days`; 0 for a curve without deals. */
export function shareWithin(curve: DelayCurve, days: number): number {
  return curve.total === 0 ? 0 : countWithin(curve, days) / curve.total;
}

/** P(a deal that has stood `ageDays` advances within `weeks` from now | it advances at all). */
export function shareStillWithin(curve: DelayCurve, ageDays: number, weeks: number): number {
  const already = shareWithin(curve, ageDays);
  return already >= 1 ? 0 : (shareWithin(curve, ageDays + weeks * WEEK_DAYS) - already) / (1 - already);
}

/**
 * P(a deal advances w weeks after its entry | it advances at all), w = 0 … `weeks`; what comes later is left out, so the sum
 * may be below 1. A delay counts for the week it is nearest to.
 */
export function weeklyDelays(curve: DelayCurve, weeks: number): Float64Array {
  let before = 0;
  return Float64Array.from({ length: weeks + 1 }, (_, week) => {
    const until = shareWithin(curve, (week + 0.5) * WEEK_DAYS);
    const share = until - before;
    before = until;
    return share;
  });
}

/** Distribution of the sum of two independent delays, cut off after the length of `left`. */
export function convolve(left: Float64Array, right: Float64Array): Float64Array {
  const sum = new Float64Array(left.length);
  for (let i = 0; i < left.length; i++) {
    for (let j = 0; i + j < left.length; j++) {
      sum[i + j] = (sum[i + j] ?? 0) + (left[i] ?? 0) * (right[j] ?? 0);
    }
  }
  return sum;
}
