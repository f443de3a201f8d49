import type { Instant } from '@stepup/contracts';

/** `22 Nov 2026`, in the tenant's zone. */
export function formatDay(instant: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }).format(Date.parse(instant));
}

/** `22 Nov 2026, 06:00`, in the tenant's zone. */
export function formatMoment(instant: Instant, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return format.format(Date.parse(instant));
}

/** A day without a zone, `2026-11-22` → `22 Nov 2026`. */
export function formatLocalDay(day: string): string {
  return formatDay(`${day}T12:00:00.000000Z`, 'UTC');
}

/** `29 May 2026 to 28 Nov 2026`, of bounds that are days or moments. */
export function formatPeriod({ from, to }: { from: string; to: string }, timeZone: string): string {
  return `${formatDayOf(from, timeZone)} to ${formatDayOf(to, timeZone)}`;
}

/** The day of a bound that is a day or a moment. */
export function formatDayOf(bound: string, timeZone: string): string {
  return bound.includes('T') ? formatDay(bound, timeZone) : formatLocalDay(bound);
}

/** `2026-11` → `November 2026`. */
export function formatMonth(month: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(Date.parse(`${month}-01T00:00:00Z`));
}

/** The day of a moment in a zone, `YYYY-MM-DD`. */
export function localDayOf(epochMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return format.format(epochMs);
}

/** A day some days after another, both `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How long between two moments: `3 days`, `5 hours`, `under an hour`. */
export function formatStay(from: Instant, to: Instant): string {
  const hours = Math.max(0, (Date.parse(to) - Date.parse(from)) / 3_600_000);
  if (hours < 1) return 'under an hour';
  const [count, unit] = hours < 48 ? [Math.floor(hours), 'hour'] : [Math.round(hours / 24), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
