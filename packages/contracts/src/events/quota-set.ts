import * as z from 'zod';
import { currency, nonNegativeMoney } from '../fields/amount.ts';
import { id } from '../fields/text.ts';
import { eventOf } from './envelope.ts';

/**
 * What someone is to sell in a fiscal month or quarter; all fields are required. A month's own quota wins; a third
 * of the quarter's fills the months without one.
 */
export const quotaSet = eventOf(
  'sales.quota.set.v1',
  z.looseObject({
    person_id: id,
    period: z
      .string()
      .regex(
        /^(?:19[7-9]\d|2[0-2]\d\d)-(?:0[1-9]|1[0-2]|Q[1-4])$/,
        'must be a month or a quarter, like 2026-11 or 2026-Q4',
      ),
    amount: nonNegativeMoney,
    currency,
    scope: z.enum(['own', 'team']),
  }),
);
