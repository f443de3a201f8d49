import * as z from 'zod';
import { count, currencyText, instantText, moneyText } from './answer-fields.ts';
import { askedMonth } from './query-fields.ts';

const mostMonths = 24;

/** Query of `GET /v1/quota-coaching`: whole months of the tenant's zone, both included. */
export const quotaCoachingQuery = z
  .strictObject({ from_month: askedMonth, to_month: askedMonth })
  .refine(({ from_month: from, to_month: to }) => from <= to, {
    path: ['to_month'],
    message: 'must not lie before from_month',
  })
  .refine(({ from_month: from, to_month: to }) => monthsBetween(from, to) < mostMonths, {
    path: ['to_month'],
    message: `must lie at most ${mostMonths} months ahead`,
  });

function monthsBetween(from: string, to: string): number {
  const number = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5));
  return number(to) - number(from);
}

const verdict = z.enum(['worked', 'no_evidence', 'fell', 'too_early']);

const range = z.tuple([z.number(), z.number()]);

const row = z.object({
  rep_id: z.string(),
  month: z.string(),
  quota: moneyText,
  won: moneyText,
  won_deals: count,
  attainment: z.number().min(0).meta({ description: 'May exceed 1' }),
  coached: z
    .boolean()
    .meta({ description: 'A plan of that month, or one before it in the period, was agreed on' }),
  plan_id: z.string().nullable(),
  sessions: count,
  sessions_by_kind: z.record(z.string(), count),
  effect: z
    .object({ mean: z.number(), interval: range })
    .nullable()
    .meta({ description: 'What coaching moved the rate of the step by, 0.06 = six points; 90 %' }),
  verdict: verdict.nullable().meta({ description: 'What verification says of the plan; null: nothing yet' }),
});

const reached = z.object({ reached: count, of: count });

/** `GET /v1/quota-coaching`. */
export const quotaCoachingAnswer = z.object({
  rows: z.array(row).meta({ description: 'Of people the reader may see, by rep and month' }),
  currency: currencyText.nullable(),
  comparison: z.object({
    difference: z
      .number()
      .nullable()
      .meta({ description: 'In attainment, 1 = a whole quota, against the comparison group' }),
    interval: range.nullable(),
    worth: moneyText.nullable().meta({ description: 'Over the months after the start of all coached' }),
    worth_interval: z.tuple([moneyText, moneyText]).nullable(),
    coached: count.meta({ description: 'Reps' }),
    comparison_group: count.meta({ description: 'Reps who were not coached in the period' }),
    basis: z.string(),
    reason_if_null: z.enum(['too_few_coached', 'no_comparison_group']).nullable(),
  }),
  shares: z
    .object({ with_coaching: reached, without: reached, told: z.array(z.string()) })
    .nullable()
    .meta({ description: 'Of months in which a group had five reps or more; null where one never had' }),
  interval_level: z.number(),
  as_of: instantText,
});

export type QuotaCoachingAnswer = z.output<typeof quotaCoachingAnswer>;
