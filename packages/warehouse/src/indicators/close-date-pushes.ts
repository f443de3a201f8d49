import { meanIndicator } from './mean-indicator.ts';
import { stoodStepPolicy, workPolicy } from './policies.ts';
import { stepObservations, stoodAtStageSql } from './step-observations.ts';

export const closeDatePushes = meanIndicator({
  definition: {
    ...stoodStepPolicy,
    ...workPolicy,
    id: 'close_date_pushes',
    version: 1,
    group: 'sign',
    title: 'Close dates pushed',
    question: 'How often is the expected close put off at this step?',
    unit: 'ratio',
    good_direction: 'down',
    definition:
      'How many times the expected close of a deal was moved to a later day while the deal was at the step, per deal that stood there. A date set for the first time, brought forward or cleared is none.',
    formula: 'Σ moves to a later day in [entered, advanced or lost) / deals that stood at the step',
    basis_kind: 'cohort_by_entry',
    basis:
      'Cohort of deals by the day they entered the step. The interval is that of a mean; null for a single deal.',
  },
  observe: (scope) => {
    const { rows, dated } = stepObservations(scope, ['pushed_at']);
    return {
      rows: `(SELECT *, arrayCount(at -> at < ended_at, pushed_at) AS measure FROM ${rows})`,
      dated,
      counted: stoodAtStageSql,
      opened: 'measure > 0',
    };
  },
});
