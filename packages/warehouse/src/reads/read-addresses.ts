import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const addresses = {
  name: 'addresses',
  sql: `SELECT entity_id AS personId,
      argMaxIf(JSONExtractString(texts, '/data/email'), (time, recorded_time, id, source), JSONHas(texts, '/data/email')) AS address
    FROM event_texts FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'person' AND (source, id, body_version) NOT IN (
      SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String})
    GROUP BY entity_id HAVING address != ''`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ personId: z.string(), address: z.string() }),
};

/** Where people can be written to, by their id; for mails to themselves and nothing else. */
export async function readAddresses(
  warehouse: Warehouse,
  tenant: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await warehouse.read(addresses, { tenant });
  return new Map(rows.map(({ personId, address }) => [personId, address]));
}
