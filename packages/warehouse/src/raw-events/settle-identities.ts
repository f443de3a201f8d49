import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { touchScope } from '../facts/touch-scope.ts';

/** Of the batches' entities those of one bucket, so that the memory of a statement is bounded however many were touched. */
const scope = touchScope.extend({
  buckets: z.int().min(1),
  bucket: z.int().min(0),
});

const disputedIdentities = {
  name: 'disputed_identities',
  sql: `SELECT source, id,
      arrayMap(body -> (toString(body.1), body.2, body.3), arrayReverseSort(groupUniqArray((body_version, entity_kind, entity_id)))) AS bodies
    FROM event_identities
    WHERE tenant = {tenant:String} AND (source, id) IN (
      SELECT source, id FROM raw_events
      WHERE tenant = {tenant:String} AND (entity_kind, entity_id) IN (
        SELECT entity_kind, entity_id FROM touched_entities WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND cityHash64(entity_id) % {buckets:UInt32} = {bucket:UInt32}))
    GROUP BY source, id HAVING length(bodies) > 1`,
  parameters: scope,
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
  const disputed = await warehouse.read(disputedIdentities, where);
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
  await warehouse.insert('superseded_bodies', superseded);
  await warehouse.insert('touched_entities', touched);
}
