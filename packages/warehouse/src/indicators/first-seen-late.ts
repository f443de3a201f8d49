import { stoodStepPolicy, workPolicy } from './policies.ts';
import { shareIndicator } from './share-indicator.ts';
import { stepObservations } from './step-observations.ts';

export const firstSeenLate = shareIndicator({
  definition: {
    ...stoodStepPolicy,
    ...workPolicy,
    id: 'first_seen_late',
    version: 1,
    group: 'sign',
    title: 'First seen late',
    question: 'How many deals appear only after the first stage?',
    good_direction: 'down',
    definition:
      'Share of the deals new to the pipeline whose first open stage is not its first one. A rate looks better than it is where only promising leads are entered.',
    formula: 'first stand at a later step / first stands',
    basis_kind: 'cohort_by_entry',
    basis:
      'Cohort of deals by the day they first stood in the pipeline; with a stage, those that began there. The interval is Wilson’s.',
  },
  observe: (scope) => {
    const { rows, dated, counted } = stepObservations(scope, ['is_first', 'rank']);
    return { rows, dated, counted: `is_first AND ${counted}` };
  },
  condition: 'rank > 1',
});
