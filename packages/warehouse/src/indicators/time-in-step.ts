import { defineIndicator } from './define-indicator.ts';
import { medianRow, toMedianRow } from './median-row.ts';
import { medianTimeSql } from './median-time.ts';
import { stoodStepPolicy, workPolicy } from './policies.ts';
import { stepObservations, stoodAtStageSql } from './step-observations.ts';

export const timeInStep = defineIndicator({
  definition: {
    ...stoodStepPolicy,
    ...workPolicy,
    id: 'time_in_step',
    version: 1,
    group: 'process',
    title: 'Time in step',
    question: 'How long do deals stay at this step?',
    unit: 'seconds',
    good_direction: 'down',
    definition:
      'Median time from entering the step until the deal advanced or was lost; deals still open count as staying at least as long as they have (Kaplan–Meier).',
    formula:
      'smallest t with S(t) ≤ ½, S(t) = Π over ends u ≤ t of (1 − ended(u) / at risk(u)); interval: the times at which the Greenwood band crosses ½',
    basis_kind: 'cohort_by_entry',
    basis: 'Cohort of deals by the day they entered the step.',
  },
  observe: (scope) => ({ ...stepObservations(scope), counted: stoodAtStageSql }),
  measures: `count() AS n, countIf(NOT is_advanced AND NOT is_lost) AS open, ${medianTimeSql.course('lasted_us', 'is_advanced OR is_lost')} AS course`,
  refine: medianTimeSql.medians,
  row: medianRow,
  toRow: toMedianRow,
});
