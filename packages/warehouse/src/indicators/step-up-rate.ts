import { readStepUpCells } from '../funnel/read-funnel.ts';
import type { Indicator, IndicatorRow, IndicatorScope } from './indicator.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { stepPolicy, workPolicy } from './policies.ts';
import { readPerPipeline } from './read-per-pipeline.ts';
import { stepObservations } from './step-observations.ts';

export const stepUpRate: Indicator = {
  definition: {
    ...stepPolicy,
    ...workPolicy,
    id: 'step_up_rate',
    version: 1,
    group: 'process',
    title: 'Step-up rate',
    question: 'What share moves on from this step?',
    unit: 'rate',
    good_direction: 'up',
    definition:
      'Share of the deals that advance within the horizon of the step, a loss being the other way to end (Aalen–Johansen); open deals count as not yet decided.',
    formula:
      'F(H) = Σ over times t ≤ H of S(t−) · advanced(t) / at risk(t), S falling by the share advanced or lost at t; n_eff = F(1 − F) / Var F',
    basis_kind: 'horizon',
    basis:
      'Cohort of deals by the day they entered the step; the interval is Wilson’s on the effective number of deals.',
  },
  observe: (scope) => stepObservations(scope),
  parameters: {},
  bind: () => ({}),
  read: (warehouse, scope) => readPerPipeline(warehouse, scope, readRates),
};

async function readRates(
  warehouse: Warehouse,
  scope: IndicatorScope & { pipelineId: string },
): Promise<IndicatorRow[]> {
  const cells = await readStepUpCells(warehouse, scope);
  return cells.map(({ key, rate, interval, entered, open }) => ({
    key,
    value: rate,
    interval,
    n: entered,
    open,
  }));
}
