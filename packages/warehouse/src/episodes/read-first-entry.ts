import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import { instantColumnOrNull, never } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';

const firstEntry = {
  name: 'first_entry',
  sql: `SELECT minOrDefault(firsts) AS entries, if(entries = 0, toDateTime64({never:String}, 6, 'UTC'), fromUnixTimestamp64Micro(entries, 'UTC')) AS enteredAt
    FROM (
      SELECT toUnixTimestamp64Micro(arrayMin(steps.entered_at)) AS firsts
      FROM deal_facts FINAL WHERE tenant = {tenant:String} AND hidden = 'no' AND notEmpty(steps.entered_at))`,
  parameters: z.object({ tenant: z.string(), never: z.string() }),
  row: z.object({ enteredAt: instantColumnOrNull }),
};

/** When the first deal of the tenant entered a step; null where none ever did. */
export async function readFirstEntry(warehouse: Warehouse, tenant: string): Promise<Instant | null> {
  const [row] = await warehouse.read(firstEntry, { tenant, never: never.replace('T', ' ').replace('Z', '') });
  return row?.enteredAt ?? null;
}
