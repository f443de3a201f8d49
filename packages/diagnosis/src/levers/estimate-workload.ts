import type { RateChange } from './lever.ts';

export type Workload =
  | { readonly kind: 'estimated'; readonly extraHoursPerMonth: number; readonly fits: boolean | null }
  /** No step that has to take in more deals says how many hours one costs. */
  | { readonly kind: 'hours_unknown' };

/**
 * What the extra deals cost: more deals through a step are work at every later one, and must fit the calendar.
 *
 * @param hoursPerDeal by step; steps without an entry count nothing
 * @param freeHoursPerMonth null where the calendar is not known
 */
export function estimateWorkload(
  change: Pick<RateChange, 'extraEntriesPerMonth'>,
  hoursPerDeal: ReadonlyMap<string, number>,
  freeHoursPerMonth: number | null,
): Workload {
  const known = change.extraEntriesPerMonth.filter(({ step }) => hoursPerDeal.has(step));
  if (known.length === 0) return { kind: 'hours_unknown' };
  const extraHoursPerMonth = known.reduce(
    (sum, { step, deals }) => sum + deals * (hoursPerDeal.get(step) ?? 0),
    0,
  );
  const fits = freeHoursPerMonth === null ? null : extraHoursPerMonth <= freeHoursPerMonth;
  return { kind: 'estimated', extraHoursPerMonth, fits };
}
