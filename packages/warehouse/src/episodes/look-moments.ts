import { type Instant, instantOfDate } from '@stepup/contracts';
import { Temporal } from 'temporal-polyfill';

/** Looks are taken where a month of the tenant's zone ends: at the first moment of the next one. */

/** The last month end at or before `asOf`. */
export function lastLookMoment(asOf: Instant, timeZone: string): Instant {
  return toInstant(monthOf(asOf, timeZone), timeZone);
}

/**
 * The month ends after `after` and not after `asOf`, in order; the last `most` of them where there are more.
 */
export function listLookMoments(scope: {
  after: Instant;
  asOf: Instant;
  timeZone: string;
  most: number;
}): Instant[] {
  const { timeZone } = scope;
  const last = monthOf(scope.asOf, timeZone);
  const moments: Instant[] = [];
  for (let back = 0; back < scope.most; back += 1) {
    const moment = toInstant(last.subtract({ months: back }), timeZone);
    if (moment <= scope.after) break;
    moments.push(moment);
  }
  return moments.toReversed();
}

function monthOf(instant: Instant, timeZone: string): Temporal.PlainYearMonth {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth();
}

function toInstant(month: Temporal.PlainYearMonth, timeZone: string): Instant {
  const start = month.toPlainDate({ day: 1 }).toZonedDateTime(timeZone);
  return instantOfDate(new Date(start.epochMilliseconds));
}
