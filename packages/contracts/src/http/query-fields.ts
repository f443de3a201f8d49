import * as z from 'zod';
import { id } from '../fields/text.ts';
import { indicatorIds } from './indicator-ids.ts';
import { pointInTime } from './point-in-time.ts';

const defaultLimit = 100;
const maxLimit = 1000;

/** What rows can be grouped by. Without it there is one row, `all`. */
export const grouping = z.enum([
  'rep',
  'team',
  'manager',
  'segment',
  'product',
  'pipeline',
  'stage',
  'kind',
  'week',
  'month',
  'lost_reason',
  'quarter',
]);

export type Grouping = z.output<typeof grouping>;

/** A month that is asked for; the years are those that both stores can tell. */
export const askedMonth = z
  .string()
  .regex(/^2[01]\d{2}-(?:0[1-9]|1[0-2])$/, 'must be a month from 2000-01 to 2199-12, like 2026-11');

/** The parameters of every list: how many entries, and from where on. */
export const paging = {
  limit: z
    .string()
    .default(String(defaultLimit))
    .transform((text, context) => wholeNumber(text, 1, maxLimit, context))
    .meta({ description: `1 to ${maxLimit}, ${defaultLimit} if not given` }),
  cursor: z
    .exactOptional(z.string().min(1).max(4000))
    .meta({ description: '`next_cursor` of the page before' }),
};

/** The moment all numbers of an answer are as of. */
export const asOf = { as_of: z.exactOptional(pointInTime) };

/** A half-open period, both ends required. */
export const period = { from: pointInTime, to: pointInTime };

/** A half-open period, either end open if not given. */
export const openPeriod = { from: z.exactOptional(pointInTime), to: z.exactOptional(pointInTime) };

/** Whose deals count. */
export const peopleFilters = {
  rep: z.exactOptional(id),
  team: z.exactOptional(id),
  manager: z.exactOptional(id),
};

/**
 * What is behind one row of an indicator: `indicator` with the parameters that it was asked with, and the `key` of the row.
 * Only together; the other filters of the list narrow further.
 */
export const behindRow = {
  indicator: z.exactOptional(z.enum(indicatorIds)),
  version: z.exactOptional(wholeNumberBetween(1, 99)),
  by: z.exactOptional(grouping),
  key: z.exactOptional(z.string().max(1000)),
};

/** Which part of the process counts. `pipeline` may be left out where the tenant has one. */
export const processFilters = { pipeline: z.exactOptional(id), stage: z.exactOptional(id) };

/** A whole number between two bounds, as a query parameter carries it. */
export function wholeNumberBetween(smallest: number, greatest: number) {
  return z.string().transform((text, context) => wholeNumber(text, smallest, greatest, context));
}

function wholeNumber(text: string, smallest: number, greatest: number, context: z.RefinementCtx): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= smallest && value <= greatest) return value;
  context.addIssue({ code: 'custom', message: `must be a whole number from ${smallest} to ${greatest}` });
  return z.NEVER;
}
