const dayMs = 86_400_000;

/**
 * The `workingDay`th Monday to Friday of a month that is no holiday, as `YYYY-MM-DD`, counted from 1. Where the month has fewer, days
 * of the following one are counted on.
 * @param month `YYYY-MM`
 */
export function findWorkingDay(month: string, workingDay: number, holidays: readonly string[]): string {
  return findWorkingDayFrom(`${month}-01`, workingDay, holidays);
}

/** The `workingDay`th working day from a day on, both `YYYY-MM-DD`; the day itself counts where it is one. */
export function findWorkingDayFrom(day: string, workingDay: number, holidays: readonly string[]): string {
  const first = Date.parse(`${day}T00:00:00Z`);
  for (let offset = 0, counted = 0; ; offset += 1) {
    const date = new Date(first + offset * dayMs);
    const found = date.toISOString().slice(0, 10);
    const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    if (isWeekend || holidays.includes(found)) continue;
    counted += 1;
    if (counted === workingDay) return found;
  }
}

/** The month after or before another, both `YYYY-MM`. */
export function addMonths(month: string, count: number): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + count);
  return first.toISOString().slice(0, 7);
}
