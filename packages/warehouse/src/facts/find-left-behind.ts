import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { touchScope } from './touch-scope.ts';

const parameters = touchScope.extend({ buckets: z.int().min(1), bucket: z.int().min(0) });

// A deal's steps are written with the deal, so all of them have its version.
const leftBehind = {
  name: 'steps_left_behind',
  sql: `WITH
      touched AS (
        SELECT entity_id FROM touched_entities
        WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind = 'deal' AND cityHash64(entity_id) % {buckets:UInt32} = {bucket:UInt32}),
      deals AS (
        SELECT entity_id AS deal_id FROM touched
        UNION ALL
        SELECT deal_id FROM deal_aliases FINAL WHERE tenant = {tenant:String} AND root_id IN (
          SELECT root_id FROM deal_aliases FINAL WHERE tenant = {tenant:String} AND deal_id IN touched))
    SELECT count() AS count
    FROM (SELECT deal_id, version FROM step_facts FINAL WHERE tenant = {tenant:String} AND deal_id IN deals) AS s
    INNER JOIN (SELECT deal_id, version FROM deal_facts FINAL WHERE tenant = {tenant:String} AND deal_id IN deals) AS d ON d.deal_id = s.deal_id
    WHERE s.version < d.version`,
  parameters,
  row: z.object({ count: z.number() }),
};

/** How many steps of the touched deals are of an older derivation than their deals. */
export async function findLeftBehind(
  warehouse: Warehouse,
  where: z.input<typeof parameters>,
): Promise<number> {
  const [row] = await warehouse.read(leftBehind, where);
  return row?.count ?? 0;
}
