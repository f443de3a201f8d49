import { ClickHouseError } from '@clickhouse/client';
import * as z from 'zod';
import { deriveContentFeatures } from '../content/derive-content-features.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { readSqlFile } from '../engine/read-sql-file.ts';
import { settleIdentities } from '../raw-events/settle-identities.ts';
import { eraseTexts } from './erase-texts.ts';
import { findLeftBehind } from './find-left-behind.ts';
import { forgetPseudonyms, givePseudonyms } from './give-pseudonyms.ts';
import { refreshDealAliases } from './refresh-deal-aliases.ts';
import { type TouchScope, touchScope } from './touch-scope.ts';

const bucketScope = touchScope.extend({ buckets: z.int().min(1), bucket: z.int().min(0) });

const deriveDealFacts = {
  name: 'derive_deal_facts',
  sql: readSqlFile('derive-deal-facts.sql'),
  parameters: bucketScope,
};
const deriveActivityFacts = {
  name: 'derive_activity_facts',
  sql: readSqlFile('derive-activity-facts.sql'),
  parameters: bucketScope,
};
const derivePersonFacts = {
  name: 'derive_person_facts',
  sql: readSqlFile('derive-person-facts.sql'),
  parameters: touchScope,
};

/** A pipeline's deals are all that ever named it, whether it was defined then or not. */
const touchDealsOfPipelines = {
  name: 'touch_deals_of_pipelines',
  sql: `INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
    SELECT DISTINCT arrayElement({batches:Array(String)}, 1), {tenant:String}, 'deal', entity_id FROM raw_events
    WHERE tenant = {tenant:String} AND entity_kind = 'deal' AND JSONExtractString(body, 'pipeline_id') IN (
      SELECT entity_id FROM touched_entities
      WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind = 'pipeline')`,
  parameters: touchScope,
};

const touchedCounts = {
  name: 'touched_counts',
  sql: `SELECT entity_kind AS kind, uniqExact(entity_id) AS count FROM touched_entities
    WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} GROUP BY entity_kind`,
  parameters: touchScope,
  row: z.object({ kind: z.string(), count: z.number() }),
};

/** Entities taken by one statement; it holds their histories in memory, about 2 kB a deal of ten events. */
const entitiesPerStatement = 50_000;
/** Far more than instances of ingest. */
const mostRepairs = 50;
const mostBuckets = 2 ** 24;
/** The engine's code for a statement that would take more memory than one may. */
const memoryLimitExceeded = '241';

/** A share of a batch's entities: those whose hash leaves this remainder. */
interface Bucket {
  buckets: number;
  bucket: number;
}

/** Who may derive the same deals at the same time: nobody, or other instances. */
export type Writers = 'one' | 'several';

/**
 * Settles identities that came with several bodies, derives the facts of everything that a tenant's batches touched from all
 * stored events, and ticks the batches off. Doing it again, or twice at a time, changes nothing.
 */
export async function deriveBatches(
  warehouse: Warehouse,
  where: TouchScope,
  writers: Writers,
): Promise<void> {
  const touched = await readTouchedCounts(warehouse, where);
  const entities = [...touched.values()].reduce((sum, count) => sum + count, 0);
  for (const bucket of bucketsOf(entities)) await settleIdentities(warehouse, { ...where, ...bucket });
  await deriveTouched(warehouse, where, writers);
  const { tenant } = where;
  await warehouse.insert(
    'derived_batches',
    where.batches.map((batchId) => ({ batch_id: batchId, tenant })),
  );
}

async function deriveTouched(warehouse: Warehouse, where: TouchScope, writers: Writers): Promise<void> {
  const touched = await readTouchedCounts(warehouse, where);
  if (touched.has('person') || touched.has('activity') || touched.has('erasure')) {
    await eraseTexts(warehouse, where);
  }
  if (touched.has('activity') || touched.has('content_switch') || touched.has('erasure')) {
    await deriveContentFeatures(warehouse, where, touched);
  }
  if (touched.has('person')) {
    await warehouse.run(derivePersonFacts, where);
    await givePseudonyms(warehouse, where);
  }
  if (touched.has('erasure')) await forgetPseudonyms(warehouse, where);
  for (const bucket of bucketsOf(touched.get('activity') ?? 0)) {
    await deriveBucket(warehouse, deriveActivityFacts, where, bucket);
  }
  if (touched.has('merge')) await refreshDealAliases(warehouse, where);
  if (touched.has('pipeline')) await warehouse.run(touchDealsOfPipelines, where);
  const deals =
    touched.has('pipeline') || touched.has('merge')
      ? ((await readTouchedCounts(warehouse, where)).get('deal') ?? 0)
      : (touched.get('deal') ?? 0);
  for (const bucket of bucketsOf(deals)) {
    await deriveBucket(warehouse, deriveDealFacts, where, bucket);
    if (writers === 'several') await repairDeals(warehouse, where, bucket);
  }
}

/**
 * Another instance may have derived a deal from more events while this one derived it from fewer. The larger set wins row by
 * row, but steps that only the smaller one had stay behind, unless they were there when the other one looked. Whoever writes
 * last looks last, so the next derivation removes them; each one more needs one more writer at that moment.
 */
async function repairDeals(warehouse: Warehouse, where: TouchScope, bucket: Bucket): Promise<void> {
  for (let round = 1; (await findLeftBehind(warehouse, { ...where, ...bucket })) > 0; round += 1) {
    if (round > mostRepairs) throw new Error(`steps are left behind after ${mostRepairs} derivations`);
    await deriveBucket(warehouse, deriveDealFacts, where, bucket);
  }
}

/**
 * How much memory a deal takes is not known before: stages × reopenings, mostly. A bucket that takes too much is derived
 * as its two halves, down to what must be single entities.
 */
async function deriveBucket(
  warehouse: Warehouse,
  statement: typeof deriveDealFacts,
  where: TouchScope,
  { buckets, bucket }: Bucket,
): Promise<void> {
  try {
    await warehouse.run(statement, { ...where, buckets, bucket });
  } catch (error) {
    const isTooMuch = error instanceof ClickHouseError && error.code === memoryLimitExceeded;
    if (!isTooMuch || buckets > mostBuckets) throw error;
    await deriveBucket(warehouse, statement, where, { buckets: buckets * 2, bucket });
    await deriveBucket(warehouse, statement, where, { buckets: buckets * 2, bucket: bucket + buckets });
  }
}

function bucketsOf(entities: number): Bucket[] {
  const buckets = Math.ceil(entities / entitiesPerStatement);
  return Array.from({ length: buckets }, (_, bucket) => ({ buckets, bucket }));
}

async function readTouchedCounts(warehouse: Warehouse, where: TouchScope): Promise<Map<string, number>> {
  const rows = await warehouse.read(touchedCounts, where);
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}
