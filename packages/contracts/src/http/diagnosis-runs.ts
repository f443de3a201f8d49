import * as z from 'zod';
import { dayText, fraction, fractionInterval, instantText, mature } from './answer-fields.ts';
import { horizonSource } from './funnel.ts';
import { gain } from './gain.ts';
import { listOf } from './list.ts';
import { pointInTime } from './point-in-time.ts';
import { paging } from './query-fields.ts';

/** How sure a finding is. */
export const tier = z.enum(['strong', 'probable', 'watch', 'none']);

/** Body of `POST /v1/diagnosis-runs`. With `window_days` every step counts that many days of entries. */
export const diagnosisRunRequest = z.strictObject({
  as_of: z.exactOptional(pointInTime),
  window_days: z.exactOptional(z.int().min(1).max(3650)),
});

/** 202 of `POST /v1/diagnosis-runs`. */
export const diagnosisRunStarted = z.object({ id: z.string() });

/** `GET /v1/diagnosis-runs/{id}`. A run on demand is never a look. */
export const diagnosisRun = z.object({
  id: z.string(),
  kind: z.enum(['look', 'on_demand']),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  as_of: instantText,
  window_days: z.int().min(1).nullable(),
  model_version: z.string(),
  progress: fraction,
  requested_at: instantText,
  started_at: instantText.nullable(),
  finished_at: instantText.nullable(),
  error: z.string().nullable(),
  failed_teams: z.int().min(0).meta({
    description:
      'Teams without an answer because the program failed on them; the log names them, the others are there',
  }),
});

/** Every rep × step of a run: this look alone, uncapped. */
const diagnosisCell = z.object({
  rep_id: z.string(),
  pipeline_id: z.string(),
  stage_id: z.string(),
  state: z.enum(['ok', 'not_enough_data', 'team_too_small']),
  n: z.number().min(0).meta({ description: 'Exposure, before division by the overdispersion' }),
  mature,
  raw_rate: fraction.nullable(),
  rate: fraction.nullable().meta({ description: 'Posterior mean' }),
  interval: fractionInterval.nullable(),
  typical: fraction.nullable().meta({ description: 'A typical colleague with the same leads' }),
  p_gap: fraction.nullable(),
  lfsr: fraction.nullable(),
  tier,
  detectable_gap: z.number().min(0).nullable(),
  gain: gain.nullable(),
  lack: z.object({ have: z.number(), need: z.number(), expected_on: dayText.nullable() }).nullable().meta({
    description: 'Deals at hand and needed, and when that is expected; null where a statement was made',
  }),
  horizon_days: z.int().min(1),
  horizon_source: horizonSource,
  window_days: z.int().min(1).meta({ description: 'Days of entries before the moment that are counted' }),
  notes: z.array(z.string()).meta({ description: 'Stable codes of what to bear in mind' }),
});

/** `GET /v1/diagnosis-runs/{id}/cells`. */
export const diagnosisCellsAnswer = listOf(diagnosisCell).extend({
  as_of: instantText,
  interval_level: z.literal(0.9),
  gain_level: z.literal(0.8),
});

/** `GET /v1/diagnosis-runs`. */
export const diagnosisRunsAnswer = listOf(diagnosisRun);

/** Query of the lists of runs and of cells. */
export const pageQuery = z.strictObject(paging);

export type Tier = z.output<typeof tier>;
export type DiagnosisRunRequest = z.output<typeof diagnosisRunRequest>;
export type DiagnosisRun = z.output<typeof diagnosisRun>;
export type DiagnosisCell = z.output<typeof diagnosisCell>;
export type DiagnosisCellsAnswer = z.output<typeof diagnosisCellsAnswer>;
