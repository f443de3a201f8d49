import { countOpenBatches } from '@stepup/warehouse';
import * as z from 'zod';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { askOracle, askWarehouse } from '../support/engine/ask-deals.ts';
import { compareIndicators } from '../support/engine/find-differences.ts';
import { compareWork, readWork } from '../support/engine/compare-work.ts';
import { createOracle } from '../support/oracle/create-oracle.ts';
import type { StormPlan } from './plan-storm.ts';
import type { Ledger } from './play-storm.ts';
import type { Field } from './start-field.ts';

const storedIdentities = {
  name: 'stored_identities_of_storm',
  sql: `SELECT DISTINCT source, id FROM raw_events WHERE tenant = {tenant:String} ORDER BY source, id`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ source: z.string(), id: z.string() }),
};

/** Waits until everything on the topic is handled and every fact derived, however long the wounds take to heal. */
export async function waitForCalm(field: Field): Promise<void> {
  const beganAtMs = performance.now();
  for (;;) {
    const [lag, open] = await Promise.all([
      field.lag().catch(() => null),
      countOpenBatches(field.warehouse).catch(() => null),
    ]);
    if (lag === 0 && open === 0) return;
    if (performance.now() - beganAtMs > 180_000) {
      throw new Error(
        `no calm after three minutes: ${lag ?? '?'} messages wait, ${open ?? '?'} batches to derive`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What differs from what senders were told and from what the oracle makes of it; empty where all promises hold. */
export async function checkStorm(field: Field, plan: StormPlan, ledger: Ledger): Promise<string[]> {
  const faults: string[] = [];
  for (const [tenant, events] of ledger.acknowledged) {
    const accepted = acceptEvents(tenant, events);
    const said = new Set(accepted.map(({ event }) => JSON.stringify([event.source, event.id])));
    const rows = await field.warehouse.read(storedIdentities, { tenant });
    const stored = new Set(rows.map(({ source, id }) => JSON.stringify([source, id])));
    const lost = [...said].filter((identity) => !stored.has(identity));
    const invented = [...stored].filter((identity) => !said.has(identity));
    if (lost.length > 0) faults.push(`${tenant}: acknowledged and lost: ${lost.join(' ')}`);
    if (invented.length > 0) faults.push(`${tenant}: stored and never acknowledged: ${invented.join(' ')}`);
    const history = plan.histories.get(tenant);
    if (history === undefined) throw new Error(`the storm knows no ${tenant}`);
    const { about, asOf } = history;
    const expected = JSON.stringify(askOracle(createOracle(accepted.map(({ event }) => event)), asOf));
    const found = JSON.stringify(await askWarehouse(field.warehouse, tenant, asOf));
    if (found !== expected)
      faults.push(`${tenant}: deals differ as of ${asOf}\n  found    ${found}\n  expected ${expected}`);
    const differing =
      about === 'process'
        ? await compareIndicators(field.warehouse, {
            tenant,
            accepted,
            end: asOf,
            seed: plan.seed,
            isNumbersOnly: true,
          })
        : await compareWork(field.warehouse, readWork(tenant, accepted, asOf), oneGroupingOf(plan.seed));
    faults.push(...differing.map((one) => `${tenant}: ${JSON.stringify(one)}`));
  }
  return faults;
}

/** A question an indicator, with a grouping that changes from storm to storm. */
function oneGroupingOf(seed: number): NonNullable<Parameters<typeof compareWork>[2]> {
  return (by, index) => by === ([null, 'rep', 'team', 'month'] as const)[(seed + index) % 4];
}

/** Every poison is a dead letter with its reason, and nothing else is one. */
export async function checkPoisons(field: Field, { poisons }: Ledger): Promise<string[]> {
  const kept = await field.readDeadLetters();
  const missing = [...poisons].filter(([tag, reason]) => kept.get(tag) !== reason);
  const invented = [...kept.keys()].filter((tag) => tag.startsWith('of nobody'));
  return [
    ...missing.map(([tag, reason]) => `poison ${tag}: ${kept.get(tag) ?? 'lost'} in place of ${reason}`),
    ...invented.map((tag) => `a dead letter ${tag}`),
  ];
}
