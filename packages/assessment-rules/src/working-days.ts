const dayMs = 86_400_000;

/**
 * The `workingDay`th Monday to Friday of a month that is no holiday, as `YYYY-MM-DD`, counted from 1. Where the month has fewer, days
 * of the following one are counted on.
 * @param month `YYYY-MM`
 */
export function findWorkingDay(month: string, workingDay: number, holidays: readonly string[]): string {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  for (let offset = 0, counted = 0; ; offset += 1) {
    const date = new Date(first + offset * dayMs);
    const day = date.toISOString().slice(0, 10);
    const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    if (isWeekend || holidays.includes(day)) continue;
    counted += 1;
    if (counted === workingDay) return day;
  }
}

/** The month after or before another, both `YYYY-MM`. */
export function addMonths(month: string, count: number): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + count);
  return first.toISOString().slice(0, 7);
}
