import * as z from 'zod';
import { defineIndicator } from './define-indicator.ts';
import type { Indicator, IndicatorScope, Observations } from './indicator.ts';
import { signedMeanInterval } from './mean-interval.ts';

interface Mean {
  definition: Indicator['definition'];
  /** Steps with a number `measure`; null where it says nothing of this one. */
  observe: (
    scope: IndicatorScope,
  ) => Pick<Observations, 'rows' | 'dated' | 'counted'> & Partial<Observations>;
}

/** An indicator that is the mean of a number of each step, with the interval of a mean. */
export function meanIndicator({ definition, observe }: Mean): Indicator {
  return defineIndicator({
    definition,
    observe: (scope) => {
      const observed = observe(scope);
      return { ...observed, counted: `isNotNull(measure) AND ${observed.counted}` };
    },
    measures:
      'count() AS n, countIf(NOT is_advanced AND NOT is_lost) AS open, avg(assumeNotNull(measure)) AS mean, if(n > 1, stddevSamp(assumeNotNull(measure)), 0) AS deviation',
    row: { n: z.number(), open: z.number(), mean: z.number(), deviation: z.number() },
    toRow: ({ n, open, mean, deviation }) => ({
      value: mean,
      interval: signedMeanInterval(mean, deviation, n),
      n,
      open,
    }),
  });
}
