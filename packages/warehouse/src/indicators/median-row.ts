import * as z from 'zod';
import type { IndicatorRow } from './indicator.ts';

/** Columns of a row refined by `medianTimeSql.medians`. */
export const medianRow = {
  n: z.number(),
  open: z.number(),
  median_us: z.number(),
  low_us: z.number(),
  high_us: z.number(),
};

const microsecondsPerSecond = 1e6;

/** Seconds; null while half of the deals are not through. */
export function toMedianRow(row: z.output<z.ZodObject<typeof medianRow>>): Omit<IndicatorRow, 'key'> {
  const { n, open } = row;
  if (row.median_us < 0) return { value: null, interval: null, n, open, reason_if_null: 'not_reached' };
  const bounded = row.low_us >= 0 && row.high_us >= 0;
  return {
    value: row.median_us / microsecondsPerSecond,
    interval: bounded ? [row.low_us / microsecondsPerSecond, row.high_us / microsecondsPerSecond] : null,
    n,
    open,
  };
}
