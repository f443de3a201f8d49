import { stepPolicy, workPolicy } from './policies.ts';
import { shareIndicator } from './share-indicator.ts';
import { stepObservations } from './step-observations.ts';

export const skipRate = shareIndicator({
  definition: {
    ...stepPolicy,
    ...workPolicy,
    id: 'skip_rate',
    version: 1,
    group: 'sign',
    title: 'Skip rate',
    question: 'How often is this step passed without standing there?',
    good_direction: 'neither',
    definition:
      'Share of the deals that entered the step without ever standing there: carried over it by a later stage or by a win. By rep it shows who reads the stages differently.',
    formula: 'skipped / entered',
    basis_kind: 'cohort_by_entry',
    basis: 'Cohort of deals by the day they entered the step. The interval is Wilson’s.',
    owner_rule:
      'A skipped step is credited to the owner at that instant, the others to whoever owned the deal longest while it stood there.',
  },
  observe: (scope) => {
    const { rows, dated, counted } = stepObservations(scope);
    return { rows, dated, counted };
  },
  condition: 'skipped',
});
