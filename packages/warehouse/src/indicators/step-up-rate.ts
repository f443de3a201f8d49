import { type Indicator, stepGroupings } from './indicator.ts';
import { readStepUpCells } from '../funnel/read-funnel.ts';

export const stepUpRate: Indicator = {
  definition: {
    id: 'step_up_rate',
    version: 1,
    title: 'Step-up rate',
    question: 'What share moves on from this step?',
    unit: 'rate',
    good_direction: 'up',
    definition:
      'Share of the deals that advance within the horizon of the step, a loss being the other way to end (Aalen–Johansen); open deals count as not yet decided.',
    basis:
      'Cohort of deals by the day they entered the step; the interval is Wilson’s on the effective number of deals.',
    owner_rule: 'Credited to whoever owned the deal longest while it stood at the step.',
    groupings: stepGroupings,
    drill_down: 'deals',
  },
  async read(warehouse, scope) {
    if (scope.pipelineId === undefined) return [];
    const cells = await readStepUpCells(warehouse, { ...scope, pipelineId: scope.pipelineId });
    return cells.map(({ key, rate, interval, entered, open }) => ({
      key,
      value: rate,
      interval,
      n: entered,
      open,
    }));
  },
};
