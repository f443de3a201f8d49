import * as z from 'zod';
import { instantColumn } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { resolveMerges, weighConnected } from './resolve-merges.ts';
import { type TouchScope, touchScope } from './touch-scope.ts';

const touchedMergeEnds = {
  name: 'touched_merge_ends',
  sql: `SELECT deal_id AS dealId, groupUniqArray(other_id) AS others FROM deal_merge_ends FINAL
    WHERE tenant = {tenant:String} AND deal_id IN (
      SELECT entity_id FROM touched_entities
      WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind = 'merge')
    GROUP BY deal_id`,
  parameters: touchScope,
  row: z.object({ dealId: z.string(), others: z.array(z.string()) }),
};

const mergeEnds = {
  name: 'merge_ends',
  sql: `SELECT DISTINCT other_id AS dealId FROM deal_merge_ends FINAL
    WHERE tenant = {tenant:String} AND deal_id IN {deals:Array(String)}`,
  parameters: z.object({ tenant: z.string(), deals: z.array(z.string()) }),
  row: z.object({ dealId: z.string() }),
};

const mergesOfDeals = {
  name: 'merges_of_deals',
  sql: `SELECT time, recorded_time AS recordedTime, id, source, entity_id AS survivorId,
      JSONExtract(body, 'merged_ids', 'Array(String)') AS mergedIds,
      (source, id, body_version) IN (
        SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}) AS isSuperseded
    FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'merge' AND entity_id IN {deals:Array(String)}`,
  parameters: z.object({ tenant: z.string(), deals: z.array(z.string()) }),
  row: z.object({
    time: instantColumn,
    recordedTime: instantColumn,
    id: z.string(),
    source: z.string(),
    survivorId: z.string(),
    mergedIds: z.array(z.string()),
    isSuperseded: z.number(),
  }),
};

/** Deals looked at together: their ids are one parameter. */
const dealsAtATime = 5_000;

/**
 * Earlier releases counted the merges of everything a batch touched, not of the deals that hang together. Their rows have to lose
 * against whatever is derived now.
 */
const versionsOfEarlierReleases = 2 ** 22;

/** Works out again what is an alias of what among all deals that hang together with the batches' merges. */
export async function refreshDealAliases(warehouse: Warehouse, where: TouchScope): Promise<void> {
  const seeds = await warehouse.read(touchedMergeEnds, where);
  for (let first = 0; first < seeds.length; first += dealsAtATime) {
    const lot = seeds.slice(first, first + dealsAtATime);
    await refreshConnected(
      warehouse,
      where,
      new Set(lot.flatMap(({ dealId, others }) => [dealId, ...others])),
    );
  }
}

async function refreshConnected(
  warehouse: Warehouse,
  { tenant, batches }: TouchScope,
  connected: Set<string>,
): Promise<void> {
  let frontier = [...connected];
  while (frontier.length > 0) {
    const ends = await warehouse.read(mergeEnds, { tenant, deals: frontier });
    frontier = ends.map(({ dealId }) => dealId).filter((dealId) => !connected.has(dealId));
    for (const dealId of frontier) connected.add(dealId);
  }
  const merges = await warehouse.read(mergesOfDeals, { tenant, deals: [...connected] });
  const counting = merges.filter(({ isSuperseded }) => isSuperseded === 0);
  const rootOf = new Map(resolveMerges(counting).aliases.map(({ dealId, rootId }) => [dealId, rootId]));
  // Merges read and merges that lost, of the deals that hang together: only grows, so the row that saw more wins.
  const weighed = merges.map((merge) => ({ ...merge, weight: merge.isSuperseded === 0 ? 1 : 2 }));
  const weightOf = weighConnected(weighed);
  await warehouse.insert(
    'deal_aliases',
    [...connected].map((dealId) => ({
      tenant,
      deal_id: dealId,
      root_id: rootOf.get(dealId) ?? dealId,
      version: versionsOfEarlierReleases + (weightOf.get(dealId) ?? 0),
    })),
  );
  // An earlier merge that arrives late may take a deal from one root to another: all of them are derived again.
  await warehouse.insert(
    'touched_entities',
    [...connected].map((dealId) => ({
      batch_id: batches[0],
      tenant,
      entity_kind: 'deal',
      entity_id: dealId,
    })),
  );
}
