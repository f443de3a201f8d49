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

const ofIdentities = z.object({ tenant: z.string(), sources: z.array(z.string()), ids: z.array(z.string()) });

const amongIdentitiesSql = `tenant = {tenant:String} AND (source, id) IN (
      SELECT pair.1, pair.2 FROM (SELECT arrayJoin(arrayZip({sources:Array(String)}, {ids:Array(String)})) AS pair))`;

const storedIdentities = {
  name: 'stored_identities',
  sql: `SELECT source, id, toString(max(body_version)) AS bodyVersion FROM event_identities
    WHERE ${amongIdentitiesSql} GROUP BY source, id`,
  parameters: ofIdentities,
  row: z.object({ source: z.string(), id: z.string(), bodyVersion: z.string() }),
};

/** Those of the identities that are stored already. One query whatever their number. */
export async function findIdentities(
  warehouse: Warehouse,
  tenant: string,
  identities: readonly EventIdentity[],
): Promise<StoredIdentity[]> {
  if (identities.length === 0) return [];
  return warehouse.read(storedIdentities, toParameters(tenant, identities));
}

function toParameters(tenant: string, identities: readonly EventIdentity[]) {
  return {
    tenant,
    sources: identities.map((identity) => identity.source),
    ids: identities.map((identity) => identity.id),
  };
}

/** One text for an identity, for maps. */
export function identityKey(identity: EventIdentity): string {
  return JSON.stringify([identity.source, identity.id]);
}
