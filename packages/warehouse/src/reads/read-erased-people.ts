import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const erasedPeople = {
  name: 'every_erased_person',
  sql: `SELECT DISTINCT entity_id AS personId FROM raw_events
    WHERE tenant = {tenant:String} AND entity_kind = 'erasure' ORDER BY personId`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ personId: z.string() }),
};

/** Ids of everybody who was ever erased. */
export async function readErasedPeople(warehouse: Warehouse, tenant: string): Promise<string[]> {
  return (await warehouse.read(erasedPeople, { tenant })).map(({ personId }) => personId);
}
