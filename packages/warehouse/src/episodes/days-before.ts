import type { Instant } from '@stepup/contracts';

const firstMoment: Instant = '1970-01-01T00:00:00.000000Z';

/** The moment so many days of 24 hours earlier, at the earliest that of 1970. */
export function daysBefore(instant: Instant, days: number): Instant {
  const earliest = Date.parse(`${instant.slice(0, 19)}Z`) - days * 86_400_000;
  return earliest <= 0 ? firstMoment : `${new Date(earliest).toISOString().slice(0, 19)}${instant.slice(19)}`;
}
