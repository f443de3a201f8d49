import { Temporal } from 'temporal-polyfill';
import { type Instant, instantOfDate } from './instant.ts';

/** The day, `YYYY-MM-DD`, that a moment falls on in an IANA zone. Throws `RangeError` for an unknown zone. */
export function localDayOf(at: Instant, timeZone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The first moment of a day, `YYYY-MM-DD`, which is not 00:00 where the clocks are put forward at midnight. */
export function beginOfLocalDay(day: string, timeZone: string): Instant {
  return beginOf(Temporal.PlainDate.from(day), timeZone);
}

/** The moment at which a day, `YYYY-MM-DD`, is over: the first one of the next. */
export function endOfLocalDay(day: string, timeZone: string): Instant {
  return beginOf(Temporal.PlainDate.from(day).add({ days: 1 }), timeZone);
}

function beginOf(date: Temporal.PlainDate, timeZone: string): Instant {
  return instantOfDate(new Date(date.toZonedDateTime(timeZone).epochMilliseconds));
}
