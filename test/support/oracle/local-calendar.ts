import { epochMsOf, type Instant } from './instant.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The local date (`2025-03-30`) of a moment in an IANA zone. */
export function localDateOf(instant: Instant, zone: string): string {
  return localDateOfMs(epochMsOf(instant), zone);
}

/** The first moment of a local date: the earliest one whose local date is not before it. */
export function startOfLocalDate(date: string, zone: string): Instant {
  const utcMidnightMs = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(utcMidnightMs)) throw new Error(`not a date: ${date}`);
  // No zone is further than 26 hours from UTC, and local dates do not fall within this stretch.
  let beforeMs = utcMidnightMs - 26 * 3_600_000;
  let fromMs = utcMidnightMs + 26 * 3_600_000;
  while (fromMs - beforeMs > 1) {
    const middleMs = Math.floor((beforeMs + fromMs) / 2);
    if (localDateOfMs(middleMs, zone) >= date) fromMs = middleMs;
    else beforeMs = middleMs;
  }
  return new Date(fromMs).toISOString().replace('Z', '000Z');
}

/** `2017-03-31` plus one day is `2017-04-01`. */
export function addDays(date: string, days: number): string {
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Moves a first day of a month by whole months. */
export function addMonths(firstOfMonth: string, months: number): string {
  const moment = new Date(`${firstOfMonth}T00:00:00Z`);
  moment.setUTCMonth(moment.getUTCMonth() + months);
  return moment.toISOString().slice(0, 10);
}

/** First day of the calendar quarter of a date. */
export function quarterStartOf(date: string): string {
  const month = Number(date.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return `${date.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}

/** ISO 8601 week of a date: the week belongs to the year of its Thursday. */
export function isoWeekOf(date: string): string {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const thursday = addDays(date, 3 - weekday);
  const year = thursday.slice(0, 4);
  const dayOfYear =
    (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`)) / 86_400_000;
  return `${year}-W${String(1 + Math.floor(dayOfYear / 7)).padStart(2, '0')}`;
}

function localDateOfMs(epochMs: number, zone: string): string {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  const parts = formatter.formatToParts(epochMs);
  const part = (type: 'year' | 'month' | 'day'): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}
