import type { Episode } from '@stepup/diagnosis';

/** Deals of these people that entered in a period and whose horizon had passed by then, and those of them that advanced within it. */
export function countMature(
  episodes: readonly Episode[],
  within: {
    readonly repIds: ReadonlySet<string>;
    readonly fromDays: number;
    readonly toDays: number;
    readonly asOfDays: number;
    readonly horizonDays: number;
  },
): { readonly entered: number; readonly advanced: number } {
  const { repIds, fromDays, toDays, asOfDays, horizonDays } = within;
  const counted = episodes.filter(
    ({ repId, enteredAtDays, skipped }) =>
      repIds.has(repId) &&
      !skipped &&
      enteredAtDays >= fromDays &&
      enteredAtDays < toDays &&
      enteredAtDays + horizonDays <= asOfDays,
  );
  const advanced = counted.filter(
    ({ daysToAdvance }) => daysToAdvance !== null && daysToAdvance <= horizonDays,
  );
  return { entered: counted.length, advanced: advanced.length };
}
