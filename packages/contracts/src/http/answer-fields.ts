import * as z from 'zod';

/** A time in an answer: RFC 3339 UTC with six fractional digits. */
export const instantText = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, 'must be RFC 3339 UTC with six fractional digits')
  .meta({ format: 'date-time' });

/** A day in an answer. */
export const dayText = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'must be a day, YYYY-MM-DD')
  .meta({ format: 'date' });

/** Money in an answer, always two decimals; its currency stands beside it. */
export const moneyText = z
  .string()
  .regex(/^-?\d+\.\d\d$/, 'must be money with two decimals, like 10005534.00');

/** A currency in an answer. */
export const currencyText = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, like EUR');

/** How many. */
export const count = z.int().min(0);

/** A share, 0 to 1. */
export const fraction = z.number().min(0).max(1);

/** Lower and upper bound of a share, at the answer's `interval_level`. */
export const fractionInterval = z.tuple([fraction, fraction]).meta({ description: '[low, high]' });

/** Advanced of entered among the deals whose horizon has passed. */
export const mature = z.object({ entered: count, advanced: count });
