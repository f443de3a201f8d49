import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { estimateHorizons, fallbackHorizon } from '../funnel/estimate-horizons.ts';
import type { IndicatorScope, Observations } from './indicator.ts';
import { stepObservations } from './step-observations.ts';

/** Parameters of {@link stepsWithHorizon}. */
export const horizonParameters = {
  stages: z.array(z.string()),
  horizons: z.array(z.int()),
  other_horizon: z.int(),
};

const microsecondsPerDay = 86_400_000_000;

/**
 * The steps entered in the period with `horizon_us`, and `is_mature`: watched for at least so long; `is_in_time`: advanced
 * within it.
 */
export function stepsWithHorizon(
  scope: IndicatorScope,
  columns: Parameters<typeof stepObservations>[1] = [],
): Observations {
  const steps = stepObservations(scope, columns);
  return {
    ...steps,
    rows: `(
      SELECT *, transform(stage_id, {stages:Array(String)}, {horizons:Array(Int64)}, toInt64({other_horizon:Int64})) AS horizon_us,
        if(is_paused, lasted_us, toUnixTimestamp64Micro({as_of:DateTime64(6, 'UTC')}) - toUnixTimestamp64Micro(entered_at)) >= horizon_us AS is_mature,
        is_advanced AND lasted_us <= horizon_us AS is_in_time
      FROM ${steps.rows})`,
  };
}

/** The horizons of the pipeline asked for. */
export async function bindHorizons(
  { tenant, pipelineId, asOf, timeZone }: IndicatorScope,
  warehouse: Warehouse,
): Promise<z.output<z.ZodObject<typeof horizonParameters>>> {
  const horizons =
    pipelineId === undefined
      ? []
      : [...(await estimateHorizons(warehouse, { tenant, pipelineId, asOf, timeZone }))];
  return {
    stages: horizons.map(([stageId]) => stageId),
    horizons: horizons.map(([, { days }]) => days * microsecondsPerDay),
    other_horizon: fallbackHorizon.days * microsecondsPerDay,
  };
}
