import type { EffectsAnswer } from '@stepup/contracts';
import type { PooledEffect } from '@stepup/verification';

/** A pooled effect as the contract shows it, or why there is none. */
export function toEffectRow(key: string, pooled: PooledEffect): EffectsAnswer['rows'][number] {
  const { plans } = pooled;
  switch (pooled.kind) {
    case 'too_few_plans':
      return { key, plans, effect: null, reliability: null, reason_if_null: 'fewer_than_eight_plans' };
    case 'too_unsure':
      return { key, plans, effect: null, reliability: pooled.reliability, reason_if_null: 'too_unsure' };
    case 'pooled': {
      const { mean, interval, pAbove, reliability } = pooled;
      const effect = {
        mean,
        interval: [interval.lower, interval.upper] as [number, number],
        p_above_company: Math.min(1, Math.max(0, pAbove)),
      };
      return { key, plans, effect, reliability };
    }
  }
}
