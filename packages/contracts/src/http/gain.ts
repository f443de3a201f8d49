import * as z from 'zod';
import { currencyText, moneyText } from './answer-fields.ts';

const amounts = {
  value: moneyText.nullable().meta({ description: 'Won value; null where no won deal names one' }),
  interval: z.tuple([moneyText, moneyText]).nullable(),
  deals: z.number().meta({ description: 'Won deals' }),
  deals_interval: z.tuple([z.number(), z.number()]),
};

/** What a better rate at a step would be worth, a month once it has worked its way through, and within the next 13 weeks. */
export const gain = z.object({
  ...amounts,
  currency: currencyText.nullable(),
  per: z.literal('month'),
  quarter: z.object(amounts),
});

export type Gain = z.output<typeof gain>;
