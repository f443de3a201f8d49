import type * as z from 'zod';
import type { PointInTime } from './point-in-time.ts';

interface WithPeriod {
  from?: PointInTime;
  to?: PointInTime;
}

/**
 * Refuses periods whose end is not after their beginning. A day and a moment can be compared only in the tenant's
 * zone; such a period passes here and is simply empty if it is reversed.
 */
export function orderedPeriod<Schema extends z.ZodType<WithPeriod>>(schema: Schema): Schema {
  return schema.refine(({ from, to }) => from === undefined || to === undefined || isBefore(from, to), {
    path: ['to'],
    message: 'must be after from',
  });
}

function isBefore(from: PointInTime, to: PointInTime): boolean {
  if (from.kind === 'instant') return to.kind !== 'instant' || from.instant < to.instant;
  return to.kind !== 'local_date' || from.date < to.date;
}
