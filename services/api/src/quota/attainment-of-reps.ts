import type { AttainmentOfRep } from '@stepup/coaching';
import type { AttainmentOfMonth } from '@stepup/warehouse';

/** The interval of one question is the same whenever it is asked. */
export const attainmentSeed = 20_261_129;

/** Months of each rep in order, with the month in which their coaching began, by the end of the period. */
export function toAttainmentOfReps(
  sold: readonly AttainmentOfMonth[],
  startOf: ReadonlyMap<string, string>,
  lastMonth: string,
): AttainmentOfRep[] {
  return [...Map.groupBy(sold, ({ repId }) => repId)].map(([repId, months]) => ({
    repId,
    coachedFrom: startWithin(startOf.get(repId), lastMonth),
    months: months
      .map(({ month, quota, won }) => ({ month, quota, attainment: won / quota }))
      .toSorted((one, other) => (one.month < other.month ? -1 : 1)),
  }));
}

/** Whoever is coached later only is not coached yet. */
function startWithin(start: string | undefined, lastMonth: string): string | null {
  return start === undefined || start > lastMonth ? null : start;
}
