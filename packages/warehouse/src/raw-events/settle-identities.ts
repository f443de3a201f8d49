import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { touchScope } from '../facts/touch-scope.ts';

/** Of the batches' entities those of one bucket, so that the memory of a statement is bounded however many were touched. */
const scope = touchScope.extend({
  buckets: z.int().min(1),
  bucket: z.int().min(0),
});

// Those that were settled before are none any more.
const disputedHashes = {
  name: 'disputed_hashes',
  sql: `SELECT toString(identity) AS hash FROM event_bodies
    WHERE tenant = {tenant:String} AND (identity, body_version) NOT IN (
      SELECT sipHash64(toString(source), id), body_version FROM superseded_bodies WHERE tenant = {tenant:String})
    AND identity IN (
      SELECT sipHash64(toString(source), id) FROM raw_events
      WHERE tenant = {tenant:String} AND (entity_kind, entity_id) IN (
        SELECT entity_kind, entity_id FROM touched_entities WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND cityHash64(entity_id) % {buckets:UInt32} = {bucket:UInt32}))
    GROUP BY identity HAVING uniqExact(body_version) > 1`,
  parameters: scope,
  row: z.object({ hash: z.string() }),
};

// Reads every identity of the tenant: it is asked only where there is a new dispute.
const disputedIdentities = {
  name: 'disputed_identities',
  sql: `SELECT source, id,
      arrayMap(body -> (toString(body.1), body.2, body.3), arrayReverseSort(groupUniqArray((body_version, entity_kind, entity_id)))) AS bodies
    FROM raw_events
    WHERE tenant = {tenant:String} AND sipHash64(toString(source), id) IN (SELECT toUInt64(arrayJoin({hashes:Array(String)})))
    GROUP BY source, id HAVING length(bodies) > 1`,
  parameters: z.object({ tenant: z.string(), hashes: z.array(z.string()) }),
  row: z.object({
    source: z.string(),
    id: z.string(),
    /** Version, kind and id of the entity; the one that counts first. */
    bodies: z.array(z.tuple([z.string(), z.string(), z.string()])),
  }),
};

/**
 * The same identity with another body: the greatest version counts. Looked up after the insert, so that of two writers
 * with a body each at least one sees both.
 */
export async function settleIdentities(warehouse: Warehouse, where: z.input<typeof scope>): Promise<void> {
  const { tenant, batches } = where;
  const hashes = (await warehouse.read(disputedHashes, where)).map(({ hash }) => hash);
  if (hashes.length === 0) return;
  const disputed = await warehouse.read(disputedIdentities, { tenant, hashes });
  const superseded = disputed.flatMap(({ source, id, bodies }) =>
    bodies.slice(1).map(([bodyVersion]) => ({ tenant, source, id, body_version: bodyVersion })),
  );
  // The entity that loses an event is touched as much as the one that gains it.
  const touched = disputed.flatMap(({ bodies }) =>
    bodies.map(([, entityKind, entityId]) => ({
      batch_id: batches[0],
      tenant,
      entity_kind: entityKind,
      entity_id: entityId,
    })),
  );
  // In this order, since what is superseded is not disputed again: a crash in between must not leave an entity untouched.
  await warehouse.insert('touched_entities', touched);
  await warehouse.insert('superseded_bodies', superseded);
}
