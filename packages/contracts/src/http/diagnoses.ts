import * as z from 'zod';
import { count, fraction, fractionInterval, instantText, mature } from './answer-fields.ts';
import { tier } from './diagnosis-runs.ts';
import { freshness } from './freshness.ts';
import { horizonSource } from './funnel.ts';
import { listOf } from './list.ts';
import { asOf, paging, peopleFilters, processFilters } from './query-fields.ts';

/** What people have said about a finding so far. */
const reviewState = z.enum(['open', 'confirmed', 'aberration', 'other_cause', 'planned', 'cleared']);

/** The numbers behind a finding, frozen as they stood at its look. */
const evidence = z.object({
  look_as_of: instantText,
  window_days: z.int().min(1),
  horizon_days: z.int().min(1),
  horizon_source: horizonSource,
  mature,
  raw_rate: fraction.nullable(),
  lfsr: fraction.nullable(),
  looks: count.meta({ description: 'Looks at this cell so far' }),
  notes: z.array(z.string()),
});

/** One thing that fits the finding; never a cause. */
const hypothesis = z.object({
  id: z.string(),
  rep_value: z.number().nullable(),
  peer_value: z.number().nullable(),
  points_explained: z.number().nullable(),
});

/** A flagged gap: the state after replaying the month-end looks up to `as_of`. */
const diagnosis = z.object({
  id: z.string(),
  rep_id: z.string(),
  pipeline_id: z.string(),
  stage_id: z.string(),
  tier,
  since: instantText,
  rate: fraction,
  interval: fractionInterval,
  typical: fraction,
  p_gap: fraction,
  n: z.number().min(0),
  detectable_gap: z.number().min(0).nullable(),
  lever: z
    .object({ stage_id: z.string(), probability_best: fraction })
    .nullable()
    .meta({ description: 'The step where this rep gains most; null while it is not computed' }),
  hypotheses: z.array(hypothesis),
  review_state: reviewState,
  evidence,
});

/** `GET /v1/diagnoses`: at most three findings a team and one a rep. */
export const diagnosesAnswer = listOf(diagnosis).extend({
  as_of: instantText,
  freshness,
  interval_level: z.literal(0.9),
});

/** Query of `GET /v1/diagnoses`. */
export const diagnosesQuery = z.strictObject({
  ...asOf,
  rep: peopleFilters.rep,
  manager: peopleFilters.manager,
  pipeline: processFilters.pipeline,
  tier: z.exactOptional(tier),
  ...paging,
});

export type ReviewState = z.output<typeof reviewState>;
export type Diagnosis = z.output<typeof diagnosis>;
export type DiagnosesAnswer = z.output<typeof diagnosesAnswer>;
export type DiagnosesQuery = z.output<typeof diagnosesQuery>;
