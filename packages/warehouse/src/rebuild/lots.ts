import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { toEngineTime } from '../reads/step-scope.ts';

/** Kinds of entities that facts are derived for, in the order in which they depend on each other. */
export const rebuiltKinds = ['erasure', 'person', 'activity', 'merge', 'deal'] as const;

export type RebuiltKind = (typeof rebuiltKinds)[number];

const entityCount = {
  name: 'rebuilt_entities',
  sql: `SELECT uniqExact(entity_kind, entity_id) AS count FROM raw_events
    WHERE tenant = {tenant:String} AND entity_kind IN {kinds:Array(String)}`,
  parameters: z.object({ tenant: z.string(), kinds: z.array(z.string()) }),
  row: z.object({ count: z.number() }),
};

/** How many entities of a tenant have facts. */
export async function countEntities(warehouse: Warehouse, tenant: string): Promise<number> {
  const [row] = await warehouse.read(entityCount, { tenant, kinds: [...rebuiltKinds] });
  return row?.count ?? 0;
}

// The smallest id is empty text, hence a flag for "from the beginning".
const inLot = `tenant = {tenant:String} AND entity_kind = {kind:String} AND ({is_first:UInt8} = 1 OR entity_id > {after:String})`;

const nextLot = {
  name: 'next_lot',
  sql: `SELECT max(entity_id) AS last, count() AS count FROM (
    SELECT DISTINCT entity_id FROM raw_events WHERE ${inLot} ORDER BY entity_id LIMIT {limit:UInt32})`,
  parameters: z.object({
    tenant: z.string(),
    kind: z.enum(rebuiltKinds),
    is_first: z.int(),
    after: z.string(),
    limit: z.int().min(1),
  }),
  row: z.object({ last: z.string(), count: z.number() }),
};

/** The entities of a kind that come next by id; null where none is left. */
export async function readNextLot(
  warehouse: Warehouse,
  lot: { tenant: string; kind: RebuiltKind; after: string | null; limit: number },
): Promise<{ last: string; count: number } | null> {
  const { after, ...where } = lot;
  const [row] = await warehouse.read(nextLot, {
    ...where,
    is_first: after === null ? 1 : 0,
    after: after ?? '',
  });
  return row === undefined || row.count === 0 ? null : row;
}

const touchLotStatement = {
  name: 'touch_lot',
  sql: `INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
    SELECT DISTINCT {batch:String}, {tenant:String}, {kind:String}, entity_id FROM raw_events WHERE ${inLot} AND entity_id <= {last:String}`,
  parameters: nextLot.parameters.omit({ limit: true }).extend({ batch: z.string(), last: z.string() }),
};

/** Puts the entities of a lot onto the list of what a batch touched. */
export function touchLot(
  warehouse: Warehouse,
  lot: { tenant: string; batch: string; kind: RebuiltKind; after: string | null; last: string },
): Promise<void> {
  const { after, ...where } = lot;
  return warehouse.run(touchLotStatement, {
    ...where,
    is_first: after === null ? 1 : 0,
    after: after ?? '',
  });
}

const sinceParameters = z.object({
  tenant: z.string(),
  batch: z.string(),
  since: z.string(),
  own: z.array(z.string()),
});

// A minute more, since the engine's clock may not be that of whoever asks.
const touchSinceStatement = {
  name: 'touch_since',
  sql: `INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
    SELECT DISTINCT {batch:String}, tenant, entity_kind, entity_id FROM touched_entities
    WHERE tenant = {tenant:String} AND touched_at >= {since:DateTime64(6, 'UTC')} - INTERVAL 1 MINUTE AND batch_id NOT IN {own:Array(String)}`,
  parameters: sinceParameters,
};

const touchedByBatch = {
  name: 'touched_by_batch',
  sql: 'SELECT count() AS count FROM touched_entities WHERE batch_id = {batch:String} AND tenant = {tenant:String}',
  parameters: sinceParameters.pick({ batch: true, tenant: true }),
  row: z.object({ count: z.number() }),
};

/** Puts onto a batch's list what other batches touched since a moment; false where that is nothing. */
export async function touchSince(
  warehouse: Warehouse,
  { tenant, batch, since, own }: { tenant: string; batch: string; since: Instant; own: readonly string[] },
): Promise<boolean> {
  await warehouse.run(touchSinceStatement, { tenant, batch, since: toEngineTime(since), own: [...own] });
  const [row] = await warehouse.read(touchedByBatch, { tenant, batch });
  return (row?.count ?? 0) > 0;
}
