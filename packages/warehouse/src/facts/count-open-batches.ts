import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const openBatches = {
  name: 'count_open_batches',
  sql: `SELECT uniqExact(tenant, batch_id) AS count FROM touched_entities
    WHERE ({tenant:String} = '' OR tenant = {tenant:String})
      AND (batch_id, tenant) NOT IN (SELECT batch_id, tenant FROM derived_batches)`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ count: z.number() }),
};

/** How many batches are stored whose facts are not derived yet: of one tenant, or of all of them together. */
export async function countOpenBatches(warehouse: Warehouse, tenant?: string): Promise<number> {
  const [row] = await warehouse.read(openBatches, { tenant: tenant ?? '' });
  return row?.count ?? 0;
}
