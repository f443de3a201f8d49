const dayMs = 86_400_000;

/** The local date `days` after another, both `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The local date `workingDays` Mondays to Fridays after another, holidays left out. */
export function addWorkingDays(date: string, workingDays: number, holidays: readonly string[] = []): string {
  let day = date;
  for (let left = workingDays; left > 0;) {
    day = addDays(day, 1);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !holidays.includes(day)) left -= 1;
  }
  return day;
}
