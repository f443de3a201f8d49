import type { Instant } from '@stepup/contracts';
import { Temporal } from 'temporal-polyfill';

/** The day of a moment in a zone, `YYYY-MM-DD`. */
export function localDate(at: Instant, timeZone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
