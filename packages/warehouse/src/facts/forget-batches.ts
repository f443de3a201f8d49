import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

/**
 * In this order, so that no batch counts as open again: a batch is on the list of derived ones as long as anything is listed
 * that it touched.
 */
const statements = [
  {
    name: 'forget_touched_entities',
    sql: `DELETE FROM touched_entities WHERE (batch_id, tenant) IN (
      SELECT batch_id, tenant FROM touched_entities
      WHERE (batch_id, tenant) IN (SELECT batch_id, tenant FROM derived_batches)
      GROUP BY batch_id, tenant HAVING max(touched_at) <= now() - {older_than_s:UInt32})`,
  },
  {
    name: 'forget_derived_batches',
    sql: `DELETE FROM derived_batches WHERE (batch_id, tenant) NOT IN (SELECT batch_id, tenant FROM touched_entities)`,
  },
].map((statement) => ({ ...statement, parameters: z.object({ older_than_s: z.int().min(0) }) }));

/**
 * Forgets what derived batches touched, so that the list stays as short as the time it is kept for.
 *
 * @param olderThanSeconds keeps what was listed since: for another instance that derives the same batch, and for a rebuild,
 *   which derives once more what was touched while it ran. Without other writers nothing has to be kept.
 */
export async function forgetBatches(warehouse: Warehouse, olderThanSeconds = 0): Promise<void> {
  for (const statement of statements) await warehouse.run(statement, { older_than_s: olderThanSeconds });
}
