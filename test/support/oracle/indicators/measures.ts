import { aalenJohansen } from '../aalen-johansen.ts';
import { groupBy } from '../group-by.ts';
import { type Instant, microsBetween, microsPerDay } from '../instant.ts';
import type { Exchange } from '../revenue.ts';
import type { StepItem } from './observations.ts';
import type { IndicatorQuery, IndicatorSources } from './reading.ts';

export function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

export function shareOf<Item>(items: readonly Item[], meets: (item: Item) => boolean): number {
  return items.filter(meets).length / items.length;
}

export function horizonOf(step: StepItem, sources: IndicatorSources, asOf: Instant): number {
  return sources.horizonDays(step.pipelineId, step.stageId, asOf) * microsPerDay;
}

export function isStalled(step: StepItem, sources: IndicatorSources, { asOf }: IndicatorQuery): boolean {
  return microsBetween(step.enteredAt, step.endedAt) > horizonOf(step, sources, asOf);
}

export function rateOf(steps: readonly StepItem[], days: number): number | null {
  return aalenJohansen(
    steps.map((step) => ({
      duration: microsBetween(step.enteredAt, step.endedAt),
      end: step.state === 'open' ? ('censored' as const) : step.state,
    })),
    days * microsPerDay,
  );
}

/** In the tenant's currency, as numbers: good for ratios. */
export function worthOf(
  close: { amount: string | null; currency: string | null; at: Instant },
  exchange: Exchange,
): number {
  return close.amount === null ? 0 : (exchange.worth(close.amount, close.currency, close.at) ?? Number.NaN);
}

export function whereTold(value: number, exchange: Exchange): number | null {
  return exchange.isUnsettled || Number.isNaN(value) ? null : value;
}

/** Kaplan–Meier: the first time by which no more than half are still there; null while it is not reached. In seconds. */
export function medianOf(
  steps: readonly { enteredAt: Instant; endedAt: Instant; state: string }[],
): number | null {
  let [there, atRisk] = [1, steps.length];
  const byTime = groupBy(steps, ({ enteredAt, endedAt }) => microsBetween(enteredAt, endedAt));
  for (const [time, together] of [...byTime].sort(([one], [other]) => one - other)) {
    const ended = together.filter(({ state }) => state !== 'open').length;
    there *= 1 - ended / atRisk;
    if (ended > 0 && there <= 0.5 + 1e-12) return time / 1_000_000;
    atRisk -= together.length;
  }
  return null;
}
