const EARLY_DAYS = 10;
const SHORTEST_DAYS = 1;

/** The part of a stay in which indicators are read: days since 1970-01-01T00:00Z, `toDays` left out. */
export type EarlyWindow = { readonly fromDays: number; readonly toDays: number };

/**
 * The first ten days of a deal in a step, and only those before its outcome (or as-of). Totals over the whole stay would
 * be a trap: long-lived deals collect contacts, whoever works them.
 */
export function findEarlyWindow(stay: {
  readonly enteredAtDays: number;
  /** Advance or loss; null while open. */
  readonly endedAtDays: number | null;
  readonly asOfDays: number;
}): EarlyWindow {
  const { enteredAtDays, endedAtDays, asOfDays } = stay;
  const toDays = Math.min(enteredAtDays + EARLY_DAYS, endedAtDays ?? asOfDays, asOfDays);
  return { fromDays: enteredAtDays, toDays: Math.max(enteredAtDays, toDays) };
}

/**
 * A count read in the window, as if it had been open for all ten days; null for a stay of less than a day, which leaves no
 * time to work in.
 */
export function scaleToEarlyWindow(count: number, { fromDays, toDays }: EarlyWindow): number | null {
  const days = toDays - fromDays;
  return days < SHORTEST_DAYS ? null : (count * EARLY_DAYS) / days;
}
