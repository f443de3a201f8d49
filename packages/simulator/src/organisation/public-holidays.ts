import { Temporal } from 'temporal-polyfill';

/** Easter Sunday of a year (Meeus, Astronomical Algorithms, 2nd ed., chapter 8). */
export function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const monthAndDay = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(monthAndDay / 31), day: (monthAndDay % 31) + 1 });
}

const fixedHolidays = ['01-01', '01-06', '05-01', '08-15', '10-26', '11-01', '12-08', '12-25', '12-26'];
const daysAfterEaster = [1, 39, 50, 60];

/** The Austrian public holidays of the years from first to last, as sorted `YYYY-MM-DD`. */
export function publicHolidays(firstYear: number, lastYear: number): string[] {
  const dates: string[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    const easter = easterSunday(year);
    dates.push(...fixedHolidays.map((monthDay) => `${year}-${monthDay}`));
    dates.push(...daysAfterEaster.map((days) => easter.add({ days }).toString()));
  }
  return dates.sort();
}
