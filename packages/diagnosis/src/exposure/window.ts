/** Which entries count, as days back from as-of. */
export type Window = { readonly days: number; readonly source: 'standard' | 'long' | 'given' };

const STANDARD_DAYS = 180;
const LONG_DAYS = 365;
const DAYS_AFTER_HORIZON = 90;
const MEDIAN_EXPOSURE_NEEDED = 40;

export function standardWindow(horizonDays: number): Window {
  return { days: Math.max(STANDARD_DAYS, horizonDays + DAYS_AFTER_HORIZON), source: 'standard' };
}

export function longWindow(horizonDays: number): Window {
  return { days: Math.max(LONG_DAYS, horizonDays + DAYS_AFTER_HORIZON), source: 'long' };
}

/** A step whose median rep has fewer than 40 exposures in the standard window takes the long one, the whole team. */
export function needsLongWindow(exposureByRep: Iterable<number>): boolean {
  return medianOf(exposureByRep) < MEDIAN_EXPOSURE_NEEDED;
}

function medianOf(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
