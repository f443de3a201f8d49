import { ClickHouseError } from '@clickhouse/client';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { readSqlFile } from '../engine/read-sql-file.ts';
import { settleIdentities } from '../raw-events/settle-identities.ts';
import { eraseTexts } from './erase-texts.ts';
import { refreshDealAliases } from './refresh-deal-aliases.ts';

const scope = z.object({ tenant: z.string(), batch: z.string() });
const bucketScope = scope.extend({ buckets: z.int().min(1), bucket: z.int().min(0) });

const deriveDealFacts = {
  name: 'derive_deal_facts',
  sql: readSqlFile('derive-deal-facts.sql'),
  parameters: bucketScope,
};
const deriveActivityFacts = {
  name: 'derive_activity_facts',
  sql: readSqlFile('derive-activity-facts.sql'),
  parameters: scope,
};
const derivePersonFacts = {
  name: 'derive_person_facts',
  sql: readSqlFile('derive-person-facts.sql'),
  parameters: scope,
};

/** A pipeline's deals are all that ever named it, whether it was defined then or not. */
const touchDealsOfPipelines = {
  name: 'touch_deals_of_pipelines',
  sql: `INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
    SELECT DISTINCT {batch:String}, {tenant:String}, 'deal', entity_id FROM raw_events
    WHERE tenant = {tenant:String} AND entity_kind = 'deal' AND JSONExtractString(body, 'pipeline_id') IN (
      SELECT entity_id FROM touched_entities
      WHERE batch_id = {batch:String} AND tenant = {tenant:String} AND entity_kind = 'pipeline')`,
  parameters: scope,
};

const touchedCounts = {
  name: 'touched_counts',
  sql: `SELECT entity_kind AS kind, uniqExact(entity_id) AS count FROM touched_entities
    WHERE batch_id = {batch:String} AND tenant = {tenant:String} GROUP BY entity_kind`,
  parameters: scope,
  row: z.object({ kind: z.string(), count: z.number() }),
};

/** Entities taken by one statement; it holds their histories in memory, about 2 kB a deal of ten events. */
const entitiesPerStatement = 50_000;
const mostBuckets = 2 ** 24;
/** The engine's code for a statement that would take more memory than one may. */
const memoryLimitExceeded = '241';

/** A share of a batch's entities: those whose hash leaves this remainder. */
interface Bucket {
  buckets: number;
  bucket: number;
}

/**
 * Settles identities that came with several bodies, derives the facts of everything a batch touched from all stored
 * events, and ticks the batch off. Doing it again changes nothing.
 */
export async function finishBatch(
  warehouse: Warehouse,
  batchId: string,
  tenants: readonly string[],
): Promise<void> {
  for (const tenant of tenants) {
    const where = { tenant, batch: batchId };
    const touched = await readTouchedCounts(warehouse, where);
    const entities = [...touched.values()].reduce((sum, count) => sum + count, 0);
    for (const bucket of bucketsOf(entities)) await settleIdentities(warehouse, { ...where, ...bucket });
    await deriveTenant(warehouse, where);
  }
  const derived = tenants.map((tenant) => ({ batch_id: batchId, tenant }));
  await warehouse.insert('derived_batches', derived);
}

async function deriveTenant(warehouse: Warehouse, where: z.input<typeof scope>): Promise<void> {
  const touched = await readTouchedCounts(warehouse, where);
  if (touched.has('person') || touched.has('activity') || touched.has('erasure')) {
    await eraseTexts(warehouse, where);
  }
  if (touched.has('person')) await warehouse.run(derivePersonFacts, where);
  if (touched.has('activity')) await warehouse.run(deriveActivityFacts, where);
  if (touched.has('merge')) await refreshDealAliases(warehouse, where);
  if (touched.has('pipeline')) await warehouse.run(touchDealsOfPipelines, where);
  const deals =
    touched.has('pipeline') || touched.has('merge')
      ? ((await readTouchedCounts(warehouse, where)).get('deal') ?? 0)
      : (touched.get('deal') ?? 0);
  for (const bucket of bucketsOf(deals)) await deriveDeals(warehouse, where, bucket);
}

/**
 * How much memory a deal takes is not known before: stages × reopenings, mostly. A bucket that takes too much is derived
 * as its two halves, down to what must be single deals.
 */
async function deriveDeals(
  warehouse: Warehouse,
  where: z.input<typeof scope>,
  { buckets, bucket }: Bucket,
): Promise<void> {
  try {
    await warehouse.run(deriveDealFacts, { ...where, buckets, bucket });
  } catch (error) {
    const isTooMuch = error instanceof ClickHouseError && error.code === memoryLimitExceeded;
    if (!isTooMuch || buckets > mostBuckets) throw error;
    await deriveDeals(warehouse, where, { buckets: buckets * 2, bucket });
    await deriveDeals(warehouse, where, { buckets: buckets * 2, bucket: bucket + buckets });
  }
}

function bucketsOf(entities: number): Bucket[] {
  const buckets = Math.ceil(entities / entitiesPerStatement);
  return Array.from({ length: buckets }, (_, bucket) => ({ buckets, bucket }));
}

async function readTouchedCounts(
  warehouse: Warehouse,
  where: z.input<typeof scope>,
): Promise<Map<string, number>> {
  const rows = await warehouse.read(touchedCounts, where);
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}

const openBatches = {
  name: 'open_batches',
  sql: `SELECT batch_id AS batchId, groupUniqArray(tenant) AS tenants FROM touched_entities
    WHERE batch_id NOT IN (SELECT batch_id FROM derived_batches) GROUP BY batch_id ORDER BY min(touched_at)`,
  parameters: z.object({}),
  row: z.object({ batchId: z.string(), tenants: z.array(z.string()) }),
};

const forgetDerivedBatches = ['touched_entities', 'derived_batches'].map((table) => ({
  name: `forget_${table}`,
  sql: `DELETE FROM ${table} WHERE batch_id IN (SELECT batch_id FROM derived_batches)`,
  parameters: z.object({}),
}));

/** What came of finishing open batches. Failed ones stay open; their events are stored and their facts stale. */
export interface FinishedBatches {
  finished: number;
  failed: { batchId: string; tenants: string[]; error: Error }[];
}

/**
 * Finishes what a crash left between storing events and deriving from them, and forgets what is finished. A batch that
 * the engine refuses does not keep the others from being finished. Not while events are being stored: a batch under way
 * would count as open. Throws where the engine cannot be reached.
 */
export async function deriveOpenBatches(warehouse: Warehouse): Promise<FinishedBatches> {
  const batches = await warehouse.read(openBatches, {});
  const failed: FinishedBatches['failed'] = [];
  for (const { batchId, tenants } of batches) {
    try {
      await finishBatch(warehouse, batchId, tenants.toSorted());
    } catch (error) {
      if (!(error instanceof ClickHouseError)) throw error;
      failed.push({ batchId, tenants, error });
    }
  }
  for (const statement of forgetDerivedBatches) await warehouse.run(statement, {});
  return { finished: batches.length - failed.length, failed };
}
