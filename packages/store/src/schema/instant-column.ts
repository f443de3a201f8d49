import { customType } from 'drizzle-orm/pg-core';
import { toInstant } from '@stepup/contracts';
import type { Instant } from '@stepup/contracts';

/**
 * A `timestamptz` read and written as an `Instant`, with all six fractional digits. The driver's own `Date` would
 * cut microseconds, and then a page cursor would skip or repeat rows.
 */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: readTimestamp,
});

/** PostgreSQL writes `2026-01-31 09:00:00.5+00`, with whatever offset the session's time zone has. */
export function readTimestamp(text: string): Instant {
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  const read = toInstant(iso);
  if (read === null) throw new Error(`PostgreSQL answered a time that is none: ${text}`);
  return read;
}
