import * as z from 'zod';
import { count, currencyText, instantText, moneyText } from './answer-fields.ts';
import { freshness } from './freshness.ts';
import { indicatorIds } from './indicator-ids.ts';
import { listOf, nextCursor } from './list.ts';
import { nullReason } from './null-reason.ts';
import { orderedPeriod } from './ordered-period.ts';
import {
  asOf,
  grouping,
  paging,
  peopleFilters,
  period,
  processFilters,
  wholeNumberBetween,
} from './query-fields.ts';

/** What the values of an indicator are: `seconds`, `rate` (0 to 1), `count`, `ratio` (per something) or `money`. */
const indicatorUnit = z.enum(['count', 'rate', 'ratio', 'seconds', 'money']);

/** Why an indicator never has an interval: nothing is estimated, or several estimates go into it, each with its own. */
const withoutInterval = z.enum(['counted_in_full', 'combined']);

/** What a tenant must have switched on before an indicator that reads texts or recordings is computed at all. */
const contentSwitch = z.enum(['message_content', 'transcripts', 'individual_response', 'talk_share']);

/** What an indicator means, and why and for whom it is collected. */
const oneDefinition = z.object({
  id: z.enum(indicatorIds),
  version: z.int().min(1),
  changed: z.exactOptional(z.object({ on: z.iso.date(), because: z.string() })).meta({
    description: 'Of a later version: since when it is in force, and what is better about it',
  }),
  group: z.enum([
    'process',
    'activity',
    'sign',
    'first_contact',
    'individual_response',
    'call',
    'result',
    'data_quality',
  ]),
  title: z.string(),
  question: z.string(),
  unit: indicatorUnit,
  good_direction: z.enum(['up', 'down', 'neither']),
  definition: z.string().meta({ description: 'In words' }),
  formula: z.string().meta({ description: 'The same as a formula' }),
  counts: z
    .enum(['steps', 'deals', 'activities', 'people', 'events'])
    .meta({ description: 'What one observation is; steps are those of one pipeline' }),
  basis_kind: z.enum(['cohort_by_entry', 'window', 'as_of', 'horizon']),
  basis: z.string(),
  no_interval: z
    .exactOptional(withoutInterval)
    .meta({ description: 'Why its values have no interval; absent where they have' }),
  owner_rule: z.string(),
  skip_policy: z.string(),
  reopen_policy: z.string(),
  exclusions: z.string(),
  groupings: z.array(grouping),
  drill_down: z
    .enum(['deals', 'activities'])
    .nullable()
    .meta({ description: 'Which list shows what is behind a row; null where it is neither' }),
  needs_switch: contentSwitch.nullable(),
  why_collected: z.string(),
  seen_by: z.string(),
  kept: z.string().meta({ description: 'For how long' }),
});

/** An entry of `GET /v1/indicators`: an indicator as now defined, and as it was defined before. */
const indicatorDefinition = oneDefinition.extend({
  earlier_versions: z
    .array(oneDefinition)
    .meta({ description: 'Older definitions, the newest first, that can still be asked for with `version`' }),
});

/** `GET /v1/indicators`: the catalogue. */
export const indicatorsAnswer = listOf(indicatorDefinition);

const amount = z.union([z.number(), moneyText]);

/** Why a row of a person or a group is shown without being compared with others. */
const unrankedReason = z.enum(['joined', 'left', 'moved', 'not_a_rep', 'below_five']);

const indicatorRow = z.object({
  key: z.string(),
  value: amount.nullable(),
  currency: z.exactOptional(currencyText),
  interval: z.tuple([amount, amount]).nullable(),
  reason_if_no_interval: z
    .exactOptional(z.enum([...withoutInterval.options, 'too_few']))
    .meta({ description: 'Of a row that has a value; too_few: n is too small to bound it' }),
  n: count.meta({ description: 'How many observations the value rests on' }),
  open: count
    .nullable()
    .meta({ description: 'How many of them are not decided; null where that means nothing' }),
  reason_if_null: z.exactOptional(nullReason),
  behind: z
    .string()
    .nullable()
    .meta({ description: 'Path of the list of exactly what is behind this row; null where there is none' }),
  unranked: z.exactOptional(unrankedReason).meta({
    description: 'Why this person or group stands apart from comparisons; absent where it may be compared',
  }),
});

/** The mean of the people who were part of a grouping by rep for the whole period. */
const average = z.object({
  value: amount.nullable(),
  people: count,
  left_out: z.array(z.object({ key: z.string(), because: unrankedReason })),
});

/** `GET /v1/indicators/{id}`. */
export const indicatorAnswer = z.object({
  indicator: z.string(),
  version: z.int().min(1),
  unit: indicatorUnit,
  definition: z.string(),
  formula: z.string(),
  basis: z.string(),
  rows: z.array(indicatorRow),
  average: average.nullable().meta({
    description:
      'Grouped by rep: the mean over those who were salespeople of one team for the whole period, on all pages together. ' +
      'Who has nothing to count counts as 0 in counts and money and is left out of every other unit. Else null.',
  }),
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
    version: z.exactOptional(wholeNumberBetween(1, 99)).meta({
      description: 'Of the definition; the newest if not given',
    }),
  }),
);

export type IndicatorDefinition = z.output<typeof indicatorDefinition>;
export type IndicatorAnswer = z.output<typeof indicatorAnswer>;
export type IndicatorQuery = z.output<typeof indicatorQuery>;
export type UnrankedReason = z.output<typeof unrankedReason>;
