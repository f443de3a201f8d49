import type { IndicatorDefinition, IndicatorId } from '@stepup/contracts';
import { type Indicator, stepGroupings } from './indicator.ts';
import { readStepCounts, type StepCounts } from './read-step-cells.ts';

interface StepCountWording {
  id: IndicatorId;
  title: string;
  question: string;
  goodDirection: IndicatorDefinition['good_direction'];
  definition: string;
  countOf(cell: StepCounts): number;
}

/** An indicator that counts steps of the entry cohort by what became of them. */
export function stepCountIndicator(wording: StepCountWording): Indicator {
  return {
    definition: {
      id: wording.id,
      version: 1,
      title: wording.title,
      question: wording.question,
      unit: 'count',
      good_direction: wording.goodDirection,
      definition: wording.definition,
      basis:
        'Cohort of deals by the day they entered the step; states as of the moment asked for. Skipped steps count as entered and advanced.',
      owner_rule: 'Credited to whoever owned the deal longest while it stood at the step.',
      groupings: stepGroupings,
      drill_down: 'deals',
    },
    async read(warehouse, scope) {
      const cells = await readStepCounts(warehouse, scope);
      return cells.map((cell) => ({
        key: cell.key,
        value: wording.countOf(cell),
        interval: null,
        n: cell.entered,
        open: cell.entered - cell.advanced - cell.lost,
      }));
    },
  };
}
