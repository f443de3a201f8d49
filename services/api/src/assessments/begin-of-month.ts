import { type Instant, instantOfDate } from '@stepup/contracts';
import { Temporal } from 'temporal-polyfill';

/** The first moment of a month in a zone. */
export function beginOfMonth(month: string, timeZone: string): Instant {
  const begin = Temporal.PlainDate.from(`${month}-01`).toZonedDateTime(timeZone);
  return instantOfDate(new Date(begin.epochMilliseconds));
}
