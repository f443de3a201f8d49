import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const notDerived = `FROM touched_entities WHERE (batch_id, tenant) NOT IN (SELECT batch_id, tenant FROM derived_batches)`;

const openBatches = {
  name: 'count_open_batches',
  sql: `SELECT uniqExact(tenant, batch_id) AS count ${notDerived}`,
  parameters: z.object({}),
  row: z.object({ count: z.number() }),
};

/** How many batches are stored whose facts are not derived yet, of all tenants. */
export async function countOpenBatches(warehouse: Warehouse): Promise<number> {
  const [row] = await warehouse.read(openBatches, {});
  return row?.count ?? 0;
}

const oldestOpenBatch = {
  name: 'oldest_open_batch',
  sql: `SELECT count() AS entities, dateDiff('second', min(touched_at), now()) AS age_s ${notDerived} AND tenant = {tenant:String}`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ entities: z.number(), age_s: z.number() }),
};

/** For how many seconds the oldest batch of a tenant has waited for its facts, by the engine's clock; null where none waits. */
export async function readOldestOpenSeconds(warehouse: Warehouse, tenant: string): Promise<number | null> {
  const [row] = await warehouse.read(oldestOpenBatch, { tenant });
  return row === undefined || row.entities === 0 ? null : row.age_s;
}
