import { eventsAccepted } from '@stepup/contracts';
import type { FatalMoment } from './ingest-order.ts';
import type { Disturbance, Link, StormPlan } from './plan-storm.ts';
import { openForeignProducer, sendPoison } from './send-poison.ts';
import type { Field } from './start-field.ts';
import type { TendedProcess } from '../support/product/tended-process.ts';

/** What senders were told: by tenant the events that were acknowledged. */
export interface Ledger {
  acknowledged: ReadonlyMap<string, readonly unknown[]>;
  /** The reason of each poison by its tag. */
  poisons: ReadonlyMap<string, string>;
}

const links: readonly Link[] = ['broker', 'warehouse'];
/** A sender waits so long before the links are mended for it: some faults would hold it up for good. */
const patienceMs = 1_500;
const retryAfterMs = 100;
/** An instance that was just started has joined its group and is at work after this, on two busy cores. */
const deathWithinMs = 5_000;

/** Plays the plan to its end and mends everything. Whatever was not acknowledged is sent again until it is. */
export async function playStorm(field: Field, plan: StormPlan): Promise<Ledger> {
  const acknowledged = new Map<string, unknown[]>([...plan.histories.keys()].map((tenant) => [tenant, []]));
  const tokens = new Map<string, string>();
  for (const tenant of acknowledged.keys()) tokens.set(tenant, await field.tokenOf(tenant));
  const producer = await openForeignProducer(field.brokers);
  let second: TendedProcess | undefined;
  const poisons = new Map<string, string>();
  const send = async (tenant: string, events: readonly unknown[]): Promise<void> => {
    const rejected = await post(field, tokens.get(tenant) ?? '', events);
    acknowledged.get(tenant)?.push(...events.filter((_, index) => !rejected.has(index)));
  };
  for (const step of plan.steps) {
    switch (step.kind) {
      case 'post':
        await send(step.tenant, step.events);
        break;
      case 'poison': {
        const tag = `${plan.seed}/${poisons.size}`;
        await until(field, async () => {
          await sendPoison(producer, step.poison, tag);
          return true;
        });
        poisons.set(tag, step.poison.reason);
        break;
      }
      case 'disturb':
        second = await disturb(field, step.disturbance, second);
        break;
      case 'kill_for_certain': {
        const deaths = countDeaths(field, step.moment);
        await until(field, async () => {
          second = await disturb(field, { kind: 'kill_ingest_at', moment: step.moment }, second);
          await send(step.tenant, step.events);
          return hasDied(field, step.moment, deaths);
        });
      }
    }
  }
  mend(field);
  await second?.stop();
  await producer.disconnect();
  return { acknowledged, poisons };
}

function countDeaths(field: Field, moment: FatalMoment): number {
  return field.fatalMoments().filter((met) => met === moment).length;
}

/** Whether one more was killed at the moment; waits for it for a while. */
async function hasDied(field: Field, moment: FatalMoment, deathsBefore: number): Promise<boolean> {
  const beganAtMs = performance.now();
  while (countDeaths(field, moment) === deathsBefore) {
    if (performance.now() - beganAtMs > deathWithinMs) return false;
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
  }
  return true;
}

/** The places of the events that were refused; resolves once all others are acknowledged. */
async function post(field: Field, token: string, events: readonly unknown[]): Promise<Set<number>> {
  const body = JSON.stringify(events);
  let rejected = new Set<number>();
  await until(field, async () => {
    const response = await fetch(`${field.gatewayUrl}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status !== 202) return false;
    const answer = eventsAccepted.parse(await response.json());
    rejected = new Set(answer.rejected.map(({ index }) => index));
    return true;
  });
  return rejected;
}

async function until(field: Field, attempt: () => Promise<boolean>): Promise<void> {
  const beganAtMs = performance.now();
  while (!(await attempt().catch(() => false))) {
    if (performance.now() - beganAtMs > patienceMs) mend(field);
    if (performance.now() - beganAtMs > 120_000) throw new Error('a sender waited for two minutes');
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
  }
}

function mend(field: Field): void {
  for (const link of links) field.links[link].set({ kind: 'up' });
}

/** The second instance of ingest, where there is one after this. */
async function disturb(
  field: Field,
  disturbance: Disturbance,
  second: TendedProcess | undefined,
): Promise<TendedProcess | undefined> {
  switch (disturbance.kind) {
    case 'kill_ingest_at':
      (second ?? field.ingest).tell({ dieAt: disturbance.moment });
      if (disturbance.moment !== 'rebalancing') return second;
      // Whoever comes or goes makes the group share its partitions out anew.
      if (second === undefined) return field.startSecondIngest();
      field.ingest.kill();
      return second;
    case 'kill_ingest':
      field.ingest.kill();
      return second;
    case 'kill_gateway':
      field.gateway.kill();
      return second;
    case 'kill_warehouse':
      field.killWarehouse();
      return second;
    case 'restart_broker':
      await field.restartBroker();
      return second;
    case 'start_second_ingest':
      return second ?? field.startSecondIngest();
    case 'stop_second_ingest':
      await second?.stop();
      return undefined;
    case 'cut':
      field.links[disturbance.link].set({ kind: 'cut' });
      return second;
    case 'slow':
      field.links[disturbance.link].set({ kind: 'slow', delayMs: disturbance.delayMs });
      return second;
    case 'silence':
      field.links[disturbance.link].set({ kind: 'silent' });
      return second;
    case 'heal':
      field.links[disturbance.link].set({ kind: 'up' });
      return second;
  }
}
