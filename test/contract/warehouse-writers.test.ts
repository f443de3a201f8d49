/** Several instances write one warehouse: whoever is faster, the larger set of events wins and leaves nothing behind. */
import { simulateHistory } from '@stepup/simulator';
import {
  appendBatches,
  type AppendedBatch,
  countOpenBatches,
  deriveBatches,
  deriveOpenBatches,
  forgetBatches,
  type Warehouse,
  type Writers,
  packEvents,
} from '@stepup/warehouse';
import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { askOracle, askWarehouse } from '../support/engine/ask-deals.ts';
import { shuffle } from '../support/engine/shuffle.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { createOracle } from '../support/oracle/create-oracle.ts';

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse(4);
});
afterAll(async () => {
  await started.stop();
});

describe.each([1, 2, 3, 4])('the history of seed %i, brought twice by three instances at a time', (seed) => {
  it('ends with the deals and steps that the oracle derives', async () => {
    const { warehouse } = started;
    const history = simulateHistory(seed);
    const tenant = `writers-${seed}`;
    const accepted = acceptEvents(tenant, history.events);
    const arriving = shuffle([...accepted, ...accepted], seed);
    const batches = Array.from({ length: Math.ceil(arriving.length / 23) }, (_, index) =>
      arriving.slice(index * 23, index * 23 + 23),
    ).values();
    const instance = async (): Promise<void> => {
      for (const batch of batches) {
        const [appended] = await appendBatches(warehouse, [packEvents(batch)]);
        if (appended !== undefined) await derive(warehouse, appended);
      }
    };
    await Promise.all([instance(), instance(), instance()]);
    const oracle = createOracle(accepted.map(({ event }) => event));
    expect(await askWarehouse(warehouse, tenant, history.asOf)).toEqual(askOracle(oracle, history.asOf));
    expect(await deriveOpenBatches(warehouse, 'several')).toEqual({ finished: 0, failed: [] });
  });
});

const orphan = {
  name: 'insert_orphan',
  sql: `INSERT INTO step_facts (tenant, deal_id, ordinal, version, is_removed, pipeline_id, stage_id, entered_at, ending, ended_at, valid_from, valid_until, sole_holder)
    SELECT tenant, deal_id, 77, version - 1, 0, pipeline_id, stage_id, toDateTime64('2020-05-05 00:00:00', 6, 'UTC'), 'none', ended_at, valid_from, valid_until, 'slow'
    FROM step_facts FINAL WHERE tenant = {tenant:String} LIMIT 1`,
  parameters: z.object({ tenant: z.string() }),
};

/** The warehouse at the moment when a slower instance writes what it derived from fewer events. */
function beforeSlowerWriter(warehouse: Warehouse, tenant: string): Warehouse {
  let isWritten = false;
  return {
    ...warehouse,
    async run(statement, parameters) {
      await warehouse.run(statement, parameters);
      if (statement.name !== 'derive_deal_facts' || isWritten) return;
      isWritten = true;
      await warehouse.run(orphan, { tenant });
    },
  };
}

it.each<[Writers, number]>([
  ['several', 0],
  ['one', 1],
])(
  'of a step that a slower instance leaves behind, where %s may write, %i are left',
  async (writers, left) => {
    const { warehouse } = started;
    const tenant = `slower-${writers}`;
    const [appended] = await appendBatches(warehouse, [
      packEvents(acceptEvents(tenant, simulateHistory(5).events)),
    ]);
    if (appended === undefined) throw new Error('the history has events');
    await derive(beforeSlowerWriter(warehouse, tenant), appended, writers);
    const steps = {
      name: 'slower_steps',
      sql: `SELECT count() AS count FROM step_facts FINAL WHERE tenant = {tenant:String} AND sole_holder = 'slow'`,
      parameters: z.object({ tenant: z.string() }),
      row: z.object({ count: z.number() }),
    };
    expect(await warehouse.read(steps, { tenant })).toEqual([{ count: left }]);
  },
);

function derive(
  warehouse: Warehouse,
  { tenant, batchId }: AppendedBatch,
  writers: Writers = 'several',
): Promise<void> {
  return deriveBatches(warehouse, { tenant, batches: [batchId] }, writers);
}

describe('the list of what batches touched', () => {
  const listed = {
    name: 'listed_batches',
    sql: `SELECT (SELECT uniqExact(batch_id) FROM touched_entities WHERE tenant = {tenant:String}) AS touched,
      (SELECT uniqExact(batch_id) FROM derived_batches WHERE tenant = {tenant:String}) AS derived`,
    parameters: z.object({ tenant: z.string() }),
    row: z.object({ touched: z.number(), derived: z.number() }),
  };
  const grownOld = {
    name: 'touched_before',
    sql: `INSERT INTO touched_entities SELECT 'old-' || batch_id, tenant, entity_kind, entity_id, now() - 3601
      FROM touched_entities WHERE tenant = {tenant:String}`,
    parameters: z.object({ tenant: z.string() }),
  };
  const derivedLongAgo = {
    name: 'derived_before',
    sql: `INSERT INTO derived_batches (batch_id, tenant)
      SELECT 'old-' || batch_id, tenant FROM derived_batches WHERE tenant = {tenant:String}`,
    parameters: z.object({ tenant: z.string() }),
  };

  it('is shortened by what was derived long ago, and by nothing that is open or was derived just now', async () => {
    const { warehouse } = started;
    const tenant = 'forgetful';
    const events = acceptEvents(tenant, simulateHistory(5).events);
    const [derived] = await appendBatches(warehouse, [packEvents(events.slice(0, 10))]);
    await appendBatches(warehouse, [packEvents(events.slice(10, 20))]);
    if (derived !== undefined) await derive(warehouse, derived);
    await warehouse.run(grownOld, { tenant });
    await warehouse.run(derivedLongAgo, { tenant });
    expect(await warehouse.read(listed, { tenant })).toEqual([{ touched: 4, derived: 2 }]);
    expect(await countOpenBatches(warehouse)).toBe(2);
    for (const _ of ['first', 'again']) {
      await forgetBatches(warehouse, 3600);
      // Forgotten is the old one that was derived; the old one that was not stays open.
      expect(await warehouse.read(listed, { tenant })).toEqual([{ touched: 3, derived: 1 }]);
      expect(await countOpenBatches(warehouse)).toBe(2);
    }
    await deriveOpenBatches(warehouse, 'several');
    await forgetBatches(warehouse);
    expect(await warehouse.read(listed, { tenant })).toEqual([{ touched: 0, derived: 0 }]);
  });
});
