import * as z from 'zod';
import { fraction, fractionInterval, instantText, mature } from './answer-fields.ts';
import { freshness } from './freshness.ts';
import { gain } from './gain.ts';
import { listOf } from './list.ts';
import { asOf, paging, peopleFilters } from './query-fields.ts';

/** What one person could work on this month: everybody has one, flagged or not. */
const proposal = z.object({
  rep_id: z.string(),
  month: z.string().meta({ description: 'The month that the look opens, like 2026-11' }),
  basis: z.enum(['own_wish', 'diagnosis', 'lever', 'none']).meta({
    description: 'A wish of one’s own comes first, then a finding, then the lever; none: too little to tell',
  }),
  diagnosis_id: z.string().nullable().meta({ description: 'The finding that stands, if any' }),
  lever: z
    .object({
      pipeline_id: z.string(),
      stage_id: z.string(),
      rate: fraction,
      interval: fractionInterval.meta({ description: 'Of the rate, 90 %' }),
      typical: fraction.nullable(),
      n: z.number().min(0).meta({ description: 'Exposure, before division by the overdispersion' }),
      mature,
      window_days: z.int().min(1).meta({ description: 'Days of entries before the look that are counted' }),
      horizon_days: z.int().min(1),
      gain,
    })
    .nullable()
    .meta({
      description: 'The step where a better rate gains most; null where none gains anything that can be told',
    }),
  skill_id: z.string().nullable().meta({
    description:
      'Of the wish, else of what fits the finding, else for the step; null where the playbook has none',
  }),
  wish: z
    .object({
      id: z.string(),
      version: z.int().min(1),
      skill_id: z.string(),
      text: z.string().nullable(),
      at: instantText,
    })
    .nullable(),
  sentence: z.string(),
});

/** `GET /v1/proposals`, by person. */
export const proposalsAnswer = listOf(proposal).extend({
  as_of: instantText,
  look_as_of: instantText.nullable().meta({ description: 'Null before the first month has ended' }),
  freshness,
  interval_level: z.literal(0.9),
  gain_level: z.literal(0.8),
});

/** Query of `GET /v1/proposals`. */
export const proposalsQuery = z.strictObject({
  ...asOf,
  rep: peopleFilters.rep,
  manager: peopleFilters.manager,
  ...paging,
});

export type Proposal = z.output<typeof proposal>;
