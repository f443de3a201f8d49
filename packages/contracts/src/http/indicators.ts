import * as z from 'zod';
import { count, currencyText, instantText, moneyText } from './answer-fields.ts';
import { freshness } from './freshness.ts';
import { listOf, nextCursor } from './list.ts';
import { nullReason } from './null-reason.ts';
import { asOf, grouping, paging, peopleFilters, period, processFilters } from './query-fields.ts';
import { orderedPeriod } from './ordered-period.ts';

/** The indicators whose ids and meaning are part of the contract. */
export const bindingIndicatorIds = [
  'entered',
  'advanced',
  'lost',
  'open',
  'step_up_rate',
  'time_in_step',
  'win_rate',
  'won_revenue',
  'won_deals',
  'activities',
  'contacts_per_deal',
  'first_response_time',
] as const;

/** What the values of an indicator are: `seconds`, `rate` (0 to 1), `count`, `ratio` (per something) or `money`. */
const indicatorUnit = z.enum(['count', 'rate', 'ratio', 'seconds', 'money']);

/** An entry of `GET /v1/indicators`: what an indicator means. */
const indicatorDefinition = z.object({
  id: z.string(),
  version: z.int().min(1),
  title: z.string(),
  question: z.string(),
  unit: indicatorUnit,
  good_direction: z.enum(['up', 'down', 'neither']),
  definition: z.string(),
  basis: z.string(),
  owner_rule: z.string(),
  groupings: z.array(grouping),
  drill_down: z.enum(['deals', 'activities']),
});

/** `GET /v1/indicators`: the catalogue. */
export const indicatorsAnswer = listOf(indicatorDefinition);

const amount = z.union([z.number(), moneyText]);

const indicatorRow = z.object({
  key: z.string(),
  value: amount.nullable(),
  currency: z.exactOptional(currencyText),
  interval: z.tuple([amount, amount]).nullable(),
  n: count.meta({ description: 'How many observations the value rests on' }),
  open: count
    .nullable()
    .meta({ description: 'How many of them are not decided; null where that means nothing' }),
  reason_if_null: z.exactOptional(nullReason),
});

/** `GET /v1/indicators/{id}`. */
export const indicatorAnswer = z.object({
  indicator: z.string(),
  version: z.int().min(1),
  unit: indicatorUnit,
  definition: z.string(),
  basis: z.string(),
  rows: z.array(indicatorRow),
  next_cursor: nextCursor,
  from: instantText,
  to: instantText,
  as_of: instantText,
  freshness,
  interval_level: z.literal(0.9),
});

/** Query of `GET /v1/indicators/{id}`. */
export const indicatorQuery = orderedPeriod(
  z.strictObject({
    ...period,
    ...asOf,
    ...peopleFilters,
    ...processFilters,
    ...paging,
    by: z.exactOptional(grouping),
  }),
);

export type IndicatorId = (typeof bindingIndicatorIds)[number];
export type IndicatorDefinition = z.output<typeof indicatorDefinition>;
export type IndicatorAnswer = z.output<typeof indicatorAnswer>;
export type IndicatorQuery = z.output<typeof indicatorQuery>;
