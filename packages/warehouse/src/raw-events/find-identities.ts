import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** What makes two events the same one, within a tenant. */
export interface EventIdentity {
  source: string;
  id: string;
}

/** An identity that is stored, and the version of the body that counts: the greatest. */
export interface StoredIdentity extends EventIdentity {
  bodyVersion: string;
}

/** No identity holds a control character. Lists of 10,000 as two texts cost the engine half of what arrays do. */
const separator = '\n';

// Identities are stored as a hash. That another identity has the same one is a chance of one in 1e12 with 20 million stored; the event is then
// refused as one whose id is taken.
const storedIdentities = {
  name: 'stored_identities',
  sql: `WITH asked AS (
      SELECT asked_source, asked_id, sipHash64(asked_source, asked_id) AS identity
      FROM (SELECT splitByChar('\\n', {sources:String}) AS asked_sources, splitByChar('\\n', {ids:String}) AS asked_ids)
      ARRAY JOIN asked_sources AS asked_source, asked_ids AS asked_id)
    SELECT a.asked_source AS source, a.asked_id AS id, toString(b.newest) AS bodyVersion
    FROM asked AS a INNER JOIN (
      SELECT identity, max(body_version) AS newest FROM event_bodies
      WHERE tenant = {tenant:String} AND identity IN (SELECT identity FROM asked) GROUP BY identity) AS b ON b.identity = a.identity`,
  parameters: z.object({ tenant: z.string(), sources: z.string(), ids: z.string() }),
  row: z.object({ source: z.string(), id: z.string(), bodyVersion: z.string() }),
};

/** Those of the identities that are stored already. One query whatever their number. */
export async function findIdentities(
  warehouse: Warehouse,
  tenant: string,
  identities: readonly EventIdentity[],
): Promise<StoredIdentity[]> {
  if (identities.length === 0) return [];
  return warehouse.read(storedIdentities, {
    tenant,
    sources: identities.map(({ source }) => source).join(separator),
    ids: identities.map(({ id }) => id).join(separator),
  });
}

/** One text for an identity, for maps. */
export function identityKey(identity: EventIdentity): string {
  return `${identity.source}${separator}${identity.id}`;
}
