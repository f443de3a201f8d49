import * as z from 'zod';
import { count, dayText, fraction, fractionInterval, instantText, mature } from './answer-fields.ts';
import { tier } from './diagnosis-runs.ts';
import { gain } from './gain.ts';
import { freshness } from './freshness.ts';
import { horizonSource } from './funnel.ts';
import { listOf } from './list.ts';
import { asOf, paging, peopleFilters, processFilters } from './query-fields.ts';

/** What people have said about a finding so far. */
const reviewState = z.enum(['open', 'confirmed', 'aberration', 'other_cause', 'planned', 'cleared']);

/** One thing that fits the finding, from the playbook; never a cause. */
const hypothesis = z.object({
  id: z.string().meta({ description: 'Step and skill of the playbook, like qualified.case_work' }),
  skill_id: z.string(),
  name: z.string(),
  because: z.string(),
  rep_value: z.number().nullable(),
  peer_value: z.number().nullable(),
  points_explained: z.number().nullable().meta({ description: 'Of the rate, 0 to 1' }),
  signs: z.array(
    z.object({
      indicator: z.string(),
      title: z.string(),
      rep_value: z.number(),
      peer_value: z.number(),
      measured: count.meta({ description: 'Deals of the rep with a value' }),
      points: z.number(),
    }),
  ),
  ask: z.array(z.string()),
  look_at: z.array(z.string()),
  deal_ids: z
    .array(z.string())
    .meta({ description: 'Deals that did not advance, the least favourable first' }),
});

/** Why a low rate may be no matter of skill; looked at before skill is. */
const context = z.object({
  kind: z.enum(['queue', 'clean_up', 'unworkable_leads', 'unlike_leads']),
  share: fraction,
  peer_share: fraction,
  deals: z.number(),
});

/** Stages are used differently: agree on exit criteria, make no plan. */
const stageUse = z.object({
  reason: z.enum(['neighbour_offsets', 'first_seen_late']),
  neighbour_stage_id: z.string().nullable(),
  product: fraction.nullable().meta({ description: 'Rate through both steps' }),
  typical_product: fraction.nullable(),
  share: fraction.nullable().meta({ description: 'Deals first seen after the step' }),
  peer_share: fraction.nullable(),
});

const leverOfFinding = z.object({
  pipeline_id: z.string(),
  stage_id: z.string(),
  probability_best: fraction,
  verdict: z.enum(['clear', 'about_equal']),
  gain,
});

/** What stood behind a finding when it was first shown. */
const frozenGrounds = {
  lever: leverOfFinding.nullable(),
  gain_here: gain.nullable().meta({ description: 'What closing this very gap would be worth' }),
  contexts: z.array(context),
  stage_use: stageUse.nullable(),
  explanation: z.enum(['fits_the_data', 'not_listed', 'not_visible', 'not_enough_data', 'not_asked']).meta({
    description:
      'not_listed: activities fit, but speak for nothing that the playbook lists at this step; not_asked: context or stages come first',
  }),
  hypotheses: z.array(hypothesis),
  delay_curve: z
    .array(z.tuple([z.number(), fraction]))
    .meta({ description: 'Share of the team’s advances within so many days' }),
  deal_ids: z.array(z.string()).meta({ description: 'Deals of the rep that are judged here, at most 500' }),
  model_version: z.string(),
  playbook_version: count,
  input_watermark: z.string(),
};

/** What the person says against a finding. It is marked until somebody has answered. */
const disputeOfFinding = z.object({
  id: z.string().meta({ description: 'Of the dispute: /v1/disputes/{id}, with everything that was said' }),
  version: z.int().min(1).meta({ description: 'What If-Match compares' }),
  state: z.enum(['open', 'answered', 'withdrawn']),
  raised_at: instantText,
  due_on: dayText,
  passed_up: z.array(z.object({ on: dayText, to: z.string().nullable() })).meta({
    description: 'Nobody had answered by the day: who was asked next; null where nobody stands above',
  }),
  text: z
    .string()
    .nullable()
    .meta({ description: 'For the person, whom they report to and operations; else null' }),
  answer: z
    .object({
      answer: z.enum(['corrected', 'stands']),
      text: z.string().nullable(),
      by: z.string(),
      at: instantText,
    })
    .nullable(),
});

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
  /** Absent from findings that were frozen before it was kept. */
  grounds: z.exactOptional(z.object(frozenGrounds)),
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
  lever: leverOfFinding.nullable().meta({
    description: 'The step where this rep gains most, as it stood when the finding was first shown',
  }),
  hypotheses: z.array(hypothesis),
  review_state: reviewState,
  dispute: disputeOfFinding.nullable().meta({ description: 'The latest one' }),
  evidence,
});

/** `GET /v1/diagnoses/{id}`: one finding, with what it is and is not told in words. */
export const diagnosisAnswer = diagnosis.extend({
  statistical_state: z.enum(['raised', 'cleared']),
  look_as_of: instantText.meta({ description: 'The look that the numbers are of' }),
  sentences: z.array(
    z.object({
      about: z.enum([
        'count',
        'sureness',
        'range',
        'context',
        'stage_use',
        'hypothesis',
        'explanation',
        'lever',
        'power',
        'horizon',
        'note',
      ]),
      text: z.string(),
    }),
  ),
  interval_level: z.literal(0.9),
  gain_level: z.literal(0.8),
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

export type FrozenGrounds = NonNullable<z.output<typeof evidence>['grounds']>;
export type DisputeOfFinding = z.output<typeof disputeOfFinding>;
export type Hypothesis = z.output<typeof hypothesis>;
export type ReviewState = z.output<typeof reviewState>;
export type Diagnosis = z.output<typeof diagnosis>;
export type DiagnosesAnswer = z.output<typeof diagnosesAnswer>;
export type DiagnosesQuery = z.output<typeof diagnosesQuery>;
