import type { OracleStep } from './deal-steps.ts';
import { type Instant, microsBetween, microsPerDay } from './instant.ts';

export interface Horizon {
  readonly days: number;
  /** Given with the stage; estimated from a year's entries or from all before; or the default. */
  readonly source: 'stage' | 'recent' | 'all' | 'default';
}

/** Moments that bound the estimate: entries in [`from`, `to`), states as of `quarterStart`. */
interface HorizonWindow {
  readonly from: Instant;
  readonly to: Instant;
}

const fewest = 30;

/**
 * The smallest whole week not below the 95th percentile (nearest rank) of the time to advance, within 7 and 180
 * days. `steps` are those of one stage as of the start of the quarter; skipped ones took no time and say nothing.
 */
export function estimateHorizon(steps: readonly OracleStep[], window: HorizonWindow): Horizon {
  const advanced = steps.filter(({ state, skipped }) => state === 'advanced' && !skipped);
  const recent = advanced.filter(({ enteredAt }) => enteredAt >= window.from && enteredAt < window.to);
  if (recent.length >= fewest) return { days: wholeWeeks(recent), source: 'recent' };
  if (advanced.length >= fewest) return { days: wholeWeeks(advanced), source: 'all' };
  return { days: 60, source: 'default' };
}

function wholeWeeks(advanced: readonly OracleStep[]): number {
  const micros = advanced
    .map(({ enteredAt, advancedAt }) => microsBetween(enteredAt, advancedAt ?? enteredAt))
    .sort((one, other) => one - other);
  // Nearest rank, in whole numbers so that 95 % of 100 is 95 and not a hair more.
  const percentile = micros[Math.ceil((95 * micros.length) / 100) - 1] ?? 0;
  const days = Math.ceil(percentile / (7 * microsPerDay)) * 7;
  return Math.min(180, Math.max(7, days));
}
