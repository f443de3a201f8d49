import type { Instant } from '@stepup/contracts';
import type { SimulatedEvent } from '../simulated-event.ts';
import { createRandomStream } from '../random-stream.ts';
import { tellActivity } from './activity-story.ts';
import { assignIdentities, redeliver } from './assign-identities.ts';
import { pipelineIds, repIdsOf, tellPeople, tellPipelines, tellSettings } from './company-story.ts';
import { tellDeal, tellMerges } from './deal-story.ts';
import { drawMoment, formatUs, historyDays } from './history-clock.ts';

export interface HistoryOptions {
  /** At most this many deals, at least 1. Default 4. */
  readonly deals?: number;
  /** Reps who may own deals. Default 3. */
  readonly reps?: number;
  /** At most this many activities. Default 5. */
  readonly activities?: number;
  /** Deliver some events twice, or with another body under the same identity. Default true. */
  readonly redeliveries?: boolean;
}

export interface SimulatedHistory {
  /** In an order of arrival that says nothing: any other order must give the same facts. */
  readonly events: readonly SimulatedEvent[];
  /** A moment within the history, often exactly the time of an event. */
  readonly asOf: Instant;
  readonly pipelineIds: readonly string[];
}

/**
 * A small adversarial CRM history for property tests: ties in every part of the order, steps back, skips,
 * reopenings, merges (chains and circles too), deletions and restores, owners that come and go, stages, pipelines
 * and people that are unknown or defined late, redefinitions, versions of activities, repeated identities. Every
 * event is valid by the contract. A pure function of its arguments.
 */
export function simulateHistory(seed: number, options: HistoryOptions = {}): SimulatedHistory {
  const random = createRandomStream(seed, 'history');
  const repIds = repIdsOf(options.reps ?? 3);
  const dealCount = random.integer(1, options.deals ?? 4);
  const dealIds = Array.from({ length: dealCount }, (_, index) => `d-${index + 1}`);
  const activityCount = random.integer(0, options.activities ?? 5);
  const drafts = [
    ...tellPipelines(random),
    ...tellPeople(random, repIds),
    ...tellSettings(random),
    ...dealIds.flatMap((dealId) => tellDeal(random, dealId, repIds)),
    ...tellMerges(random, dealIds),
    ...Array.from({ length: activityCount }, (_, index) =>
      tellActivity(random, `a-${index + 1}`, dealIds, repIds),
    ).flat(),
  ];
  const events = assignIdentities(random, drafts);
  const delivered = (options.redeliveries ?? true) ? redeliver(random, events) : events;
  const changeTimes = events.filter(({ type }) => type === 'sales.deal.changed.v1').map(({ time }) => time);
  const asOf = random.chance(0.4)
    ? random.pick(changeTimes)
    : formatUs(drawMoment(random, random.integer(Math.floor(historyDays / 2), historyDays + 20)));
  return { events: random.shuffle(delivered), asOf, pipelineIds };
}
