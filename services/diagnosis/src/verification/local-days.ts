import { type Instant, resolvePointInTime } from '@stepup/contracts';
import { Temporal } from 'temporal-polyfill';

/** The moment at which a local day, `YYYY-MM-DD`, is over where the tenant is: the first one of the next. */
export function endOfDay(day: string, timeZone: string): Instant {
  return resolvePointInTime(
    { kind: 'local_date', date: Temporal.PlainDate.from(day).add({ days: 1 }).toString() },
    timeZone,
  );
}

/** The local day, `YYYY-MM-DD`, that a moment lies in where the tenant is. */
export function dayOf(at: Instant, timeZone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
