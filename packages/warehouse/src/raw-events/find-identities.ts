import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

/** What makes two events the same one, within a tenant. */
export interface EventIdentity {
  source: string;
  id: string;
}

/** An identity that is stored, and the version of the body that counts there. */
export interface StoredIdentity extends EventIdentity {
  bodyVersion: string;
  entityKind: string;
  entityId: string;
}

const storedIdentities = {
  name: 'stored_identities',
  sql: `SELECT source, id, toString(body_version) AS bodyVersion, entity_kind AS entityKind, entity_id AS entityId
    FROM event_identities FINAL
    WHERE tenant = {tenant:String} AND (source, id) IN (
      SELECT pair.1, pair.2 FROM (SELECT arrayJoin(arrayZip({sources:Array(String)}, {ids:Array(String)})) AS pair))`,
  parameters: z.object({ tenant: z.string(), sources: z.array(z.string()), ids: z.array(z.string()) }),
  row: z.object({
    source: z.string(),
    id: z.string(),
    bodyVersion: z.string(),
    entityKind: z.string(),
    entityId: z.string(),
  }),
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
    sources: identities.map((identity) => identity.source),
    ids: identities.map((identity) => identity.id),
  });
}

/** One text for an identity, for maps. */
export function identityKey(identity: EventIdentity): string {
  return JSON.stringify([identity.source, identity.id]);
}
