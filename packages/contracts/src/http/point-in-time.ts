import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { type Instant, instantOfDate, isLocalDate, readInstant } from '../instant.ts';

/** A moment as a reader names it: exactly, or as a day, which means its midnight in the tenant's zone. */
export type PointInTime = { kind: 'instant'; instant: Instant } | { kind: 'local_date'; date: string };

/** Query parameter: RFC 3339 with offset, or a day. */
export const pointInTime = z
  .string()
  .transform((text, context): PointInTime => {
    if (isLocalDate(text)) return { kind: 'local_date', date: text };
    const reading = readInstant(text);
    if (reading.kind === 'instant') return { kind: 'instant', instant: reading.instant };
    context.addIssue({
      code: 'custom',
      message: 'must be a day, like 2026-01-31, or RFC 3339 with an offset, like 2026-01-31T09:00:00Z',
    });
    return z.NEVER;
  })
  .meta({ description: 'A day (its midnight in the tenant’s zone) or RFC 3339 with offset' });

/**
 * The instant a reader means. A day begins at its first moment in the IANA zone `timeZone`, which is not 00:00 where
 * the clocks are put forward at midnight. Throws `RangeError` for an unknown zone.
 */
export function resolvePointInTime(point: PointInTime, timeZone: string): Instant {
  if (point.kind === 'instant') return point.instant;
  const start = Temporal.PlainDate.from(point.date).toZonedDateTime(timeZone);
  return instantOfDate(new Date(start.epochMilliseconds));
}
