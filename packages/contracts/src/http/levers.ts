import * as z from 'zod';
import { fraction, instantText } from './answer-fields.ts';
import { freshness } from './freshness.ts';
import { gain } from './gain.ts';
import { listOf } from './list.ts';
import { pointInTime } from './point-in-time.ts';
import { asOf } from './query-fields.ts';

/** Mean with the interval at `gain_level`. */
const estimate = z.object({ mean: fraction, interval: z.tuple([fraction, fraction]) });
const target = z.enum(['team_upper_quartile', 'own_best']);

/** What lifting the rate of one step changes. */
const rateChange = {
  pipeline_id: z.string(),
  stage_id: z.string(),
  rate: estimate.meta({ description: 'Today, with the rep’s own leads' }),
  target: estimate,
  gain,
  extra_entries: z
    .array(z.object({ stage_id: z.string(), deals: z.number() }))
    .meta({ description: 'Deals more a month that each later step has to take in' }),
};

/** One step seen as a lever of one rep. */
const lever = z.object({
  ...rateChange,
  probability_best: fraction.meta({ description: 'That no other step gains more a month' }),
  probability_best_this_quarter: fraction,
});

/** Query of `GET /v1/reps/{id}/levers`. */
export const leversQuery = z.strictObject({
  ...asOf,
  target: z
    .exactOptional(target)
    .meta({ description: 'Where a rate is lifted to; default team_upper_quartile' }),
  dilution: z
    .exactOptional(z.string().transform(readShare))
    .meta({ description: 'Share of the plain gain that is counted, above 0 to 1; default 0.8' }),
});

function readShare(text: string, context: z.RefinementCtx): number {
  const share = /^[01]?(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (share > 0 && share <= 1) return share;
  context.addIssue({ code: 'custom', message: 'must be above 0 and at most 1' });
  return z.NEVER;
}

const frame = { as_of: instantText, freshness, gain_level: z.literal(0.8) };

/** `GET /v1/reps/{id}/levers`: the steps of one rep by what a better rate would be worth, the greatest first. */
export const leversAnswer = listOf(lever).extend({
  ...frame,
  rep_id: z.string(),
  verdict: z
    .enum(['clear', 'about_equal', 'not_enough_data', 'nothing_under_way', 'nothing_to_gain'])
    .meta({ description: 'about_equal: no step is best with a probability of one half' }),
  lack: z
    .object({ have: z.number(), need: z.number() })
    .nullable()
    .meta({ description: 'Deals at hand and needed, where there is not enough data' }),
  target: target.nullable(),
  dilution: fraction,
  sentence: z.string(),
});

/** Body of `POST /v1/reps/{id}/what-if`. */
export const whatIfRequest = z.strictObject({
  pipeline_id: z.exactOptional(z.string()),
  stage_id: z.string(),
  rate: z.exactOptional(z.number()).meta({ description: 'Above 0 and below 1; or give target' }),
  target: z.exactOptional(target),
  dilution: z.exactOptional(z.number()),
  as_of: z.exactOptional(pointInTime),
});

/** 200 of `POST /v1/reps/{id}/what-if`: a lower rate than today's gives a loss. */
export const whatIfAnswer = z.object({
  ...frame,
  rep_id: z.string(),
  dilution: fraction,
  verdict: z.enum(['estimated', 'step_not_measured', 'nothing_under_way']),
  change: z.object(rateChange).nullable(),
  sentence: z.string(),
});

export type Lever = z.output<typeof lever>;
export type LeversAnswer = z.output<typeof leversAnswer>;
export type LeversQuery = z.output<typeof leversQuery>;
export type WhatIfAnswer = z.output<typeof whatIfAnswer>;
export type WhatIfRequest = z.output<typeof whatIfRequest>;
