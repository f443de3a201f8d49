import type { IndicatorDefinition, IndicatorId } from '@stepup/contracts';
import * as z from 'zod';
import { defineIndicator } from './define-indicator.ts';
import type { Indicator } from './indicator.ts';
import { stepPolicy, workPolicy } from './policies.ts';
import { stepObservations } from './step-observations.ts';

interface StepCountWording {
  id: IndicatorId;
  title: string;
  question: string;
  goodDirection: IndicatorDefinition['good_direction'];
  definition: string;
  formula: string;
  /** SQL condition on the steps of the cohort that count. */
  condition: string;
}

/** An indicator that counts steps of the entry cohort by what became of them. */
export function stepCountIndicator(wording: StepCountWording): Indicator {
  return defineIndicator({
    definition: {
      ...stepPolicy,
      ...workPolicy,
      id: wording.id,
      version: 1,
      group: 'process',
      title: wording.title,
      question: wording.question,
      unit: 'count',
      no_interval: 'counted_in_full',
      good_direction: wording.goodDirection,
      definition: wording.definition,
      formula: wording.formula,
      basis_kind: 'cohort_by_entry',
      basis: 'Cohort of deals by the day they entered the step; states as of the moment asked for.',
    },
    observe: (scope) => ({ ...stepObservations(scope), opened: wording.condition }),
    measures: `countIf(${wording.condition}) AS counted, count() AS entered, countIf(NOT is_advanced AND NOT is_lost) AS open`,
    row: { counted: z.number(), entered: z.number(), open: z.number() },
    toRow: ({ counted, entered, open }) => ({ value: counted, interval: null, n: entered, open }),
  });
}
