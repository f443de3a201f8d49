import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { readFunnel } from '../funnel/read-funnel.ts';
import { readPipelines } from '../reads/read-tenant-profile.ts';
import type { Indicator, IndicatorRow, IndicatorScope } from './indicator.ts';
import { stepPolicy, workPolicy } from './policies.ts';
import { readPerPipeline } from './read-per-pipeline.ts';
import { stepObservations } from './step-observations.ts';

export const neighbourProduct: Indicator = {
  definition: {
    ...stepPolicy,
    ...workPolicy,
    id: 'neighbour_product',
    version: 1,
    group: 'sign',
    title: 'This step and the next together',
    question: 'Is the rate low here, or is the border between two stages drawn differently?',
    unit: 'rate',
    no_interval: 'combined',
    good_direction: 'up',
    definition:
      'Step-up rate of the step times that of the next one. Low here but typical in product means that the stages are used differently, not that anything is done worse.',
    formula: 'F(step) · F(next step), each Aalen–Johansen at its own horizon',
    basis_kind: 'horizon',
    basis:
      'Two cohorts, each by the day of its own entry in the period; n is how many entered the step. No interval: each of the two rates has its own. The last step stands alone.',
  },
  observe: (scope) => ({
    ...stepObservations(scope),
    counted: `stage_id IN ({stage:String}, {next_stage:String})`,
  }),
  parameters: { next_stage: z.string() },
  async bind(scope, warehouse) {
    const steps = await stepsOfPipeline(warehouse, scope);
    const index = steps.findIndex(({ stageId }) => stageId === scope.stageId);
    return { next_stage: (index < 0 ? undefined : steps[index + 1]?.stageId) ?? '' };
  },
  read: (warehouse, scope) => readPerPipeline(warehouse, scope, readProducts),
};

async function stepsOfPipeline(warehouse: Warehouse, { tenant, pipelineId }: IndicatorScope) {
  const pipelines = await readPipelines(warehouse, tenant);
  return pipelines.find((pipeline) => pipeline.pipelineId === pipelineId)?.steps ?? [];
}

async function readProducts(
  warehouse: Warehouse,
  scope: IndicatorScope & { pipelineId: string },
): Promise<IndicatorRow[]> {
  const steps = await stepsOfPipeline(warehouse, scope);
  const index = steps.findIndex(({ stageId }) => stageId === scope.stageId);
  const rows = await readFunnel(warehouse, { ...scope, steps });
  return rows.flatMap(({ key, steps: measured }): IndicatorRow[] => {
    if (scope.stageId === undefined) {
      const n = measured.reduce((sum, { entered }) => sum + entered, 0);
      const untold = { value: null, reason_if_null: 'stage_required' as const };
      return n === 0 ? [] : [{ key, ...untold, interval: null, n, open: null }];
    }
    const here = measured.find(({ stage_id: stageId }) => stageId === scope.stageId);
    if (here === undefined || here.entered === 0) return [];
    const next = index < 0 ? undefined : steps[index + 1];
    const rate = next === undefined ? 1 : (measured[index + 1]?.rate ?? null);
    const basis = { key, interval: null, n: here.entered, open: here.open };
    return here.rate === null || rate === null
      ? [{ ...basis, value: null, reason_if_null: 'nothing_entered' }]
      : [{ ...basis, value: here.rate * rate }];
  });
}
