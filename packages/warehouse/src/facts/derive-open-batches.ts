import * as z from 'zod';
import { isRefusal } from '../engine/is-refusal.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { deriveBatches, type Writers } from './derive-facts.ts';
import { type TouchScope, touchScope } from './touch-scope.ts';

/** Batches derived in one go; their deals are derived once, however many of them touched a deal. */
const batchesAtATime = 100;

const openBatches = {
  name: 'open_batches',
  sql: `SELECT tenant, arrayJoin(arraySplit((batch, nth) -> nth % ${batchesAtATime} = 1, batches, arrayEnumerate(batches))) AS batches
    FROM (
      SELECT tenant, arraySort(x -> (x.2, x.1), groupArray((batch_id, since))).1 AS batches
      FROM (
        SELECT tenant, batch_id, min(touched_at) AS since FROM touched_entities
        WHERE (batch_id, tenant) NOT IN (SELECT batch_id, tenant FROM derived_batches)
        GROUP BY tenant, batch_id HAVING since <= now() - {older_than_s:UInt32})
      GROUP BY tenant)
    ORDER BY tenant`,
  parameters: z.object({ older_than_s: z.int().min(0) }),
  row: touchScope,
};

/** What came of finishing open batches. Failed ones stay open; their events are stored and their facts stale. */
export interface FinishedBatches {
  finished: number;
  failed: (TouchScope & { error: Error })[];
}

/**
 * Finishes what a crash left between storing events and deriving from them. Batches of a tenant that the engine refuses do not
 * keep those of others from being finished. Throws where the engine cannot be reached.
 *
 * With one writer it is not for the time while events are being stored: a batch under way would count as open.
 *
 * @param olderThanSeconds leaves out what was listed since, which its writer is about to derive
 */
export async function deriveOpenBatches(
  warehouse: Warehouse,
  writers: Writers,
  olderThanSeconds = 0,
): Promise<FinishedBatches> {
  const outcome: FinishedBatches = { finished: 0, failed: [] };
  for (const where of await warehouse.read(openBatches, { older_than_s: olderThanSeconds })) {
    try {
      await deriveBatches(warehouse, where, writers);
      outcome.finished += where.batches.length;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      outcome.failed.push({ ...where, error });
    }
  }
  return outcome;
}
