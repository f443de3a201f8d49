import { type Instant, instantOfDate, type PointInTime, resolvePointInTime } from '@stepup/contracts';
import { Temporal } from 'temporal-polyfill';

/** The instant a reader means, or null where the tenant's zone puts it outside the years the product knows. */
export function resolveMoment(point: PointInTime, timeZone: string): Instant | null {
  try {
    return resolvePointInTime(point, timeZone);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * The moment an answer is as of when nobody says: now, or the midnight after the tenant's newest event if that is
 * earlier, so that the ages of open deals in data of the past do not grow by themselves.
 */
export function defaultAsOf(now: Instant, newestEventTime: Instant | null, timeZone: string): Instant {
  if (newestEventTime === null) return now;
  const dayAfter = Temporal.Instant.from(newestEventTime)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .add({ days: 1 })
    .toZonedDateTime(timeZone);
  const midnight = instantOfDate(new Date(dayAfter.epochMilliseconds));
  return midnight < now ? midnight : now;
}
