import { wilsonInterval } from '@stepup/statistics';
import * as z from 'zod';
import { defineIndicator } from './define-indicator.ts';
import { type Indicator, intervalLevel, type IndicatorScope, type Observations } from './indicator.ts';

interface Share {
  definition: Omit<Indicator['definition'], 'unit'>;
  observe: (scope: IndicatorScope) => Pick<Observations, 'rows' | 'dated'> & Partial<Observations>;
  /** SQL condition on the observations that make the share. */
  condition: string;
  parameters?: z.ZodRawShape;
  bind?: Indicator['bind'];
  isPerPipeline?: true;
}

/** An indicator that is the share of observations which meet a condition, with Wilson's interval; it opens to those. */
export function shareIndicator({ definition, observe, condition, ...more }: Share): Indicator {
  return defineIndicator({
    ...more,
    definition: { ...definition, unit: 'rate' },
    observe: (scope) => ({ opened: condition, ...observe(scope) }),
    measures: `count() AS n, countIf(${condition}) AS met`,
    row: { n: z.number(), met: z.number() },
    toRow({ n, met }) {
      const { lower, upper } = wilsonInterval(met / n, n, intervalLevel);
      return { value: met / n, interval: [lower, upper], n, open: null };
    },
  });
}
