import { asOfSql } from '../reads/as-of.ts';
import { stoodStepPolicy, workPolicy } from './policies.ts';
import { shareIndicator } from './share-indicator.ts';
import { stepObservations, stoodAtStageSql } from './step-observations.ts';

export const regressRate = shareIndicator({
  definition: {
    ...stoodStepPolicy,
    ...workPolicy,
    id: 'regress_rate',
    version: 1,
    group: 'process',
    title: 'Regress rate',
    question: 'How often do deals fall back behind this step?',
    good_direction: 'down',
    definition:
      'Share of the deals that stood at the step and later came to stand at an earlier open stage of the same pipeline.',
    formula: 'stood at an earlier stage after the entry, before as_of / entered by standing there',
    basis_kind: 'cohort_by_entry',
    basis:
      'Cohort of deals by the day they entered the step; younger ones have had less time to fall back. The interval is Wilson’s.',
  },
  observe: (scope) => {
    const { rows, dated } = stepObservations(scope, ['regressed_at']);
    return { rows, dated, counted: stoodAtStageSql };
  },
  condition: `regressed_at < ${asOfSql}`,
});
