import * as z from 'zod';
import { count, fraction, fractionInterval, instantText, mature } from './answer-fields.ts';
import { freshness } from './freshness.ts';
import { nextCursor } from './list.ts';
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

/**
 * Where a horizon comes from: the query, the stage's definition, the advances of recent quarters, all advances so
 * far, or, too few of these, the fallback of 60 days.
 */
export const horizonSource = z.enum(['query', 'stage', 'recent_advances', 'all_advances', 'fallback']);

/** One step of a cohort. `entered = advanced + lost + open`; `skipped` is counted among entered and advanced. */
const funnelStep = z.object({
  stage_id: z.string(),
  next_stage_id: z.string().nullable(),
  entered: count,
  advanced: count,
  lost: count,
  open: count,
  skipped: count,
  mature,
  rate: fraction.nullable().meta({ description: 'Share advanced within the horizon (Aalen–Johansen)' }),
  interval: fractionInterval.nullable(),
  reason_if_null: z.exactOptional(nullReason),
  horizon_days: z.int().min(1),
  horizon_source: horizonSource,
});

/** `GET /v1/funnel`. */
export const funnelAnswer = z.object({
  rows: z.array(z.object({ key: z.string(), steps: z.array(funnelStep) })),
  next_cursor: nextCursor,
  pipeline_id: z.string(),
  definition: z.string(),
  basis: z.string(),
  from: instantText,
  to: instantText,
  as_of: instantText,
  freshness,
  interval_level: z.literal(0.9),
});

/** Query of `GET /v1/funnel`. */
export const funnelQuery = orderedPeriod(
  z.strictObject({
    ...period,
    ...asOf,
    ...peopleFilters,
    pipeline: processFilters.pipeline,
    ...paging,
    by: z.exactOptional(grouping.exclude(['pipeline', 'stage', 'kind', 'lost_reason', 'quarter'])),
    horizon_days: z.exactOptional(wholeNumberBetween(1, 3650)),
  }),
);

export type HorizonSource = z.output<typeof horizonSource>;
export type FunnelStep = z.output<typeof funnelStep>;
export type FunnelAnswer = z.output<typeof funnelAnswer>;
export type FunnelQuery = z.output<typeof funnelQuery>;
