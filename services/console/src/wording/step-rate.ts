import type { FunnelStep } from '@stepup/contracts';
import { formatPercent, formatRange } from '@stepup/wording/numbers';

/** What can be said about the step-up rate of a step. */
export type StepRate =
  | { kind: 'rate'; rate: number; interval: readonly [number, number] }
  | { kind: 'nothing_decided' }
  | { kind: 'nothing_entered' };

/**
 * The one place that decides whether a rate is shown. While every deal is open the API answers 0, which is how many have
 * moved on so far and says nothing about how many will.
 */
export function readStepRate({
  entered,
  advanced,
  lost,
  rate,
  interval,
}: Pick<FunnelStep, 'entered' | 'advanced' | 'lost' | 'rate' | 'interval'>): StepRate {
  if (entered === 0) return { kind: 'nothing_entered' };
  if (advanced + lost === 0 || rate === null || interval === null) return { kind: 'nothing_decided' };
  return { kind: 'rate', rate, interval };
}

/** `49 % (46 to 52 %)`, or why there is no rate. */
export function stepRateWords(stepRate: StepRate): string {
  switch (stepRate.kind) {
    case 'rate':
      return `${formatPercent(stepRate.rate)} (${formatRange(stepRate.interval)})`;
    case 'nothing_decided':
      return 'nothing decided yet';
    case 'nothing_entered':
      return 'no deal yet';
  }
}
