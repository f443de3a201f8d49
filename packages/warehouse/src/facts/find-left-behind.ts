import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { touchScope } from './touch-scope.ts';

const parameters = touchScope.extend({ buckets: z.int().min(1), bucket: z.int().min(0) });

// What is derived of a deal is written with the deal, so all of it has the deal's version.
const leftBehind = {
  name: 'rows_left_behind',
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
    FROM (
      ${['step_facts', 'spell_facts', 'arrival_facts'].map((table) => `SELECT deal_id, version FROM ${table} FINAL PREWHERE tenant = {tenant:String} AND deal_key IN (SELECT cityHash64(deal_id) FROM deals)`).join(' UNION ALL ')}) AS s
    INNER JOIN (SELECT deal_id, version FROM deal_facts FINAL WHERE tenant = {tenant:String} AND deal_id IN deals) AS d ON d.deal_id = s.deal_id
    WHERE s.version < d.version`,
  parameters,
  row: z.object({ count: z.number() }),
};

/** How many steps, spells and arrivals of the touched deals are of an older derivation than their deals. */
export async function findLeftBehind(
  warehouse: Warehouse,
  where: z.input<typeof parameters>,
): Promise<number> {
  const [row] = await warehouse.read(leftBehind, where);
  return row?.count ?? 0;
}
