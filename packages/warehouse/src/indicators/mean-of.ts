import * as z from 'zod';
import { defineIndicator } from './define-indicator.ts';
import type { Indicator, IndicatorScope, Observations } from './indicator.ts';
import { meanInterval } from './mean-interval.ts';

interface MeanOf {
  definition: Indicator['definition'];
  /** Rows with a number `measure`, not negative; null where it says nothing. */
  observe: (scope: IndicatorScope) => Pick<Observations, 'rows' | 'dated'> & Partial<Observations>;
  /** SQL condition on the observations that are not decided; without it that means nothing. */
  isOpen?: string;
  parameters?: z.ZodRawShape;
  bind?: Indicator['bind'];
}

/** An indicator that is the mean of a number of each observation, with the interval of a mean. */
export function meanOf({ definition, observe, isOpen, ...more }: MeanOf): Indicator {
  return defineIndicator({
    ...more,
    definition,
    observe: (scope) => {
      const observed = observe(scope);
      return { ...observed, counted: `isNotNull(measure) AND ${observed.counted ?? '1'}` };
    },
    measures: `count() AS n, ${isOpen === undefined ? '0' : `countIf(${isOpen})`} AS open, avg(assumeNotNull(measure)) AS mean, if(n > 1, stddevSamp(assumeNotNull(measure)), 0) AS deviation`,
    row: { n: z.number(), open: z.number(), mean: z.number(), deviation: z.number() },
    toRow: ({ n, open, mean, deviation }) => ({
      value: mean,
      interval: meanInterval(mean, deviation, n),
      n,
      open: isOpen === undefined ? null : open,
    }),
  });
}
