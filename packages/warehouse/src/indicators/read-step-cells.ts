import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { keySql, stepScopeParameters, toStepParameters, visibleStepsSql } from '../reads/step-scope.ts';
import type { IndicatorScope } from './indicator.ts';

const stepCounts = z.object({
  key: z.string(),
  entered: z.number(),
  advanced: z.number(),
  lost: z.number(),
});

/** Counts of the steps entered in the period, by key. */
export type StepCounts = z.output<typeof stepCounts>;

/** Empty where the tenant has no pipeline to ask about. */
export async function readStepCounts(warehouse: Warehouse, scope: IndicatorScope): Promise<StepCounts[]> {
  if (scope.pipelineId === undefined) return [];
  const query = {
    name: 'step_counts',
    sql: `SELECT ${keySql(scope.by, 'entered_at')} AS key, count() AS entered, sum(is_advanced) AS advanced, sum(is_lost) AS lost
      FROM ${visibleStepsSql} WHERE {stage:String} = '' OR stage_id = {stage:String} GROUP BY key ORDER BY key`,
    parameters: stepScopeParameters.extend({ stage: z.string() }),
    row: stepCounts,
  };
  return warehouse.read(query, toStageParameters({ ...scope, pipelineId: scope.pipelineId }));
}

/** Parameters of a question about the steps of one stage, or of all. */
export function toStageParameters(scope: IndicatorScope & { pipelineId: string }) {
  return { ...toStepParameters(scope), stage: scope.stageId ?? '' };
}
