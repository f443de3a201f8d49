import * as z from 'zod';
import { type Instant, isLocalDate, readInstant } from '../instant.ts';
import { beginOfLocalDay } from '../local-days.ts';

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

/** The instant a reader means, a day by where it begins in the IANA zone `timeZone`. Throws `RangeError` for an unknown zone. */
export function resolvePointInTime(point: PointInTime, timeZone: string): Instant {
  return point.kind === 'instant' ? point.instant : beginOfLocalDay(point.date, timeZone);
}
