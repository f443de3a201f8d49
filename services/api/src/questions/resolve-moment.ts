import {
  endOfLocalDay,
  type Instant,
  localDayOf,
  type PointInTime,
  resolvePointInTime,
} from '@stepup/contracts';

/** The engine's word for what has not happened lies here; nothing can be asked beyond it. */
const lastMoment: Instant = '2299-12-31T23:59:59.000000Z';

/** The instant a reader means, or null where the tenant's zone puts it outside the years the product knows. */
export function resolveMoment(point: PointInTime, timeZone: string): Instant | null {
  try {
    const moment = resolvePointInTime(point, timeZone);
    return moment > lastMoment ? null : moment;
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
  const midnight = endOfLocalDay(localDayOf(newestEventTime, timeZone), timeZone);
  return midnight < now ? midnight : now;
}
