import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** Batches that are looked up and forgotten at a time. */
const batchesAtATime = 10_000;

const batchRow = z.object({ batchId: z.string(), tenant: z.string() });
const named = z.object({
  batches: z.array(z.string()),
  /** `batch tenant` of each; a tenant's name has no blank. */
  named: z.array(z.string()),
});
const isNamed = `batch_id IN {batches:Array(String)} AND concat(batch_id, ' ', tenant) IN {named:Array(String)}`;

/**
 * In this order, so that no batch counts as open again: a batch is on the list of derived ones as long as anything is listed
 * that it touched. Each is looked up first and then deleted by name, because replicas refuse deletions that ask other tables.
 */
const steps = [
  {
    find: {
      name: 'touched_entities_to_forget',
      sql: `SELECT batch_id AS batchId, tenant FROM touched_entities
        WHERE (batch_id, tenant) IN (SELECT batch_id, tenant FROM derived_batches)
        GROUP BY batch_id, tenant HAVING max(touched_at) <= now() - {older_than_s:UInt32} LIMIT ${batchesAtATime}`,
    },
    forget: { name: 'forget_touched_entities', sql: `DELETE FROM touched_entities WHERE ${isNamed}` },
  },
  {
    find: {
      name: 'derived_batches_to_forget',
      sql: `SELECT DISTINCT batch_id AS batchId, tenant FROM derived_batches
        WHERE (batch_id, tenant) NOT IN (SELECT batch_id, tenant FROM touched_entities) LIMIT ${batchesAtATime}`,
    },
    forget: { name: 'forget_derived_batches', sql: `DELETE FROM derived_batches WHERE ${isNamed}` },
  },
].map(({ find, forget }) => ({
  find: { ...find, parameters: z.object({ older_than_s: z.int().min(0) }), row: batchRow },
  forget: { ...forget, parameters: named },
}));

/**
 * Forgets what derived batches touched, so that the list stays as short as the time it is kept for.
 *
 * @param olderThanSeconds keeps what was listed since: for another instance that derives the same batch, and for a rebuild,
 *   which derives once more what was touched while it ran. Without other writers nothing has to be kept.
 */
export async function forgetBatches(warehouse: Warehouse, olderThanSeconds = 0): Promise<void> {
  for (const { find, forget } of steps) {
    for (;;) {
      const found = await warehouse.read(find, { older_than_s: olderThanSeconds });
      if (found.length > 0) {
        await warehouse.run(forget, {
          batches: found.map(({ batchId }) => batchId),
          named: found.map(({ batchId, tenant }) => `${batchId} ${tenant}`),
        });
      }
      if (found.length < batchesAtATime) break;
    }
  }
}
