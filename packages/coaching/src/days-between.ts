const dayMs = 86_400_000;

/** Whole calendar days from one local date to another (both `YYYY-MM-DD`); NaN for a text that is no date. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs;
}
