import { bindHorizons, horizonParameters, stepsWithHorizon } from './horizons-of-steps.ts';
import { stepPolicy, workPolicy } from './policies.ts';
import { shareIndicator } from './share-indicator.ts';
import { ofStageSql } from './step-observations.ts';

export const matureRate = shareIndicator({
  definition: {
    ...stepPolicy,
    ...workPolicy,
    id: 'mature_rate',
    version: 1,
    group: 'process',
    title: 'Step-up rate of mature deals',
    question: 'What share moved on, of the deals that had their full time to?',
    good_direction: 'up',
    definition:
      'Of the deals that entered at least one horizon ago, the share that advanced within the horizon of the step. Simple to check by hand; says less than the step-up rate, because younger deals do not count at all.',
    formula: 'advanced within H / entered at least H before as_of',
    basis_kind: 'horizon',
    basis:
      'Cohort of deals by the day they entered the step, as far as its horizon has passed; a deal that left the pipeline is watched until then. The interval is Wilson’s.',
  },
  observe: (scope) => ({ ...stepsWithHorizon(scope), counted: `is_mature AND ${ofStageSql}`, opened: '1' }),
  condition: 'is_in_time',
  parameters: horizonParameters,
  bind: bindHorizons,
  isPerPipeline: true,
});
