import * as z from 'zod';
import { id } from '../fields/text.ts';
import { currencyText, dayText, instantText, moneyText } from './answer-fields.ts';
import { freshness } from './freshness.ts';
import { listOf } from './list.ts';
import { orderedPeriod } from './ordered-period.ts';
import { pointInTime } from './point-in-time.ts';
import { presetIds, presetParts } from './presets.ts';
import { asOf, behindRow, openPeriod, paging, peopleFilters, processFilters } from './query-fields.ts';

/** What has become of a deal or of a step. */
const dealState = z.enum(['open', 'won', 'lost']);

/** What has become of a deal at one step. */
const stepState = z.enum(['advanced', 'lost', 'open']);

/** One step of one deal, as the funnel counts it. */
const dealStep = z.object({
  pipeline_id: z.string(),
  stage_id: z.string(),
  entered_at: instantText,
  left_at: instantText.nullable().meta({
    description:
      'When it advanced or was lost; of an open one when the deal left the pipeline, since when it no longer ages',
  }),
  state: stepState,
  skipped: z.boolean(),
  credited_rep_id: z.string().meta({ description: 'A person, or `unassigned`' }),
});

/** A deal behind a number, as of the answer's moment. */
const deal = z.object({
  deal_id: z.string(),
  name: z.string().nullable(),
  pipeline_id: z.string().nullable(),
  stage_id: z.string().nullable(),
  state: dealState,
  owner_id: z.string().nullable(),
  amount: moneyText.nullable(),
  currency: currencyText.nullable(),
  segment: z.string().nullable(),
  product: z.string().nullable(),
  lead_source: z.string().nullable(),
  account_id: z.string().nullable(),
  created_at: instantText.nullable(),
  first_seen_at: instantText,
  closed_at: instantText.nullable(),
  expected_close_on: dayText.nullable(),
  lost_reason: z.string().nullable(),
  steps: z.array(dealStep),
});

/** `GET /v1/deals`. */
export const dealsAnswer = listOf(deal).extend({ as_of: instantText, freshness });

/**
 * Query of `GET /v1/deals`. With `stage` the period is that of the entry into that step, `rep` the credited rep and
 * `state` the step's; without, the period is that of the deal's first event, `rep` the owner, `state` the deal's; with
 * `closed_from` or `closed_to` only deals whose latest close lies there, `rep` being the owner at that close. With `indicator`
 * the deals behind one row of it, `stage`, period and people meaning what they mean there; with `preset` and `counted` those that
 * this way of counting, or ours, counts at `stage`.
 */
export const dealsQuery = orderedPeriod(
  z.strictObject({
    ...openPeriod,
    ...asOf,
    ...peopleFilters,
    ...processFilters,
    ...paging,
    ...behindRow,
    closed_from: z.exactOptional(pointInTime),
    closed_to: z.exactOptional(pointInTime),
    preset: z.exactOptional(z.enum(presetIds)),
    counted: z.exactOptional(z.enum(presetParts)),
    state: z.exactOptional(z.enum(['open', 'won', 'lost', 'advanced'])),
    deal: z.exactOptional(id).meta({ description: 'This deal alone' }),
  }),
);

export type Deal = z.output<typeof deal>;
export type DealsAnswer = z.output<typeof dealsAnswer>;
export type DealsQuery = z.output<typeof dealsQuery>;
