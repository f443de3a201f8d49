import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const pseudonyms = {
  name: 'person_pseudonyms',
  sql: `SELECT person_id AS personId, min(pseudonym) AS pseudonym FROM person_pseudonyms
    WHERE tenant = {tenant:String} GROUP BY person_id`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ personId: z.string(), pseudonym: z.string() }),
};

/** The pseudonyms under which boards and operations see people, by their id. */
export async function readPersonPseudonyms(
  warehouse: Warehouse,
  tenant: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await warehouse.read(pseudonyms, { tenant });
  return new Map(rows.map(({ personId, pseudonym }) => [personId, pseudonym]));
}
