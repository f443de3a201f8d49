import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import { instantColumnOrNull, never } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';

const firstEntry = {
  name: 'first_entry',
  sql: `SELECT if(count() = 0, toDateTime64({never:String}, 6, 'UTC'), min(entered_at)) AS enteredAt
    FROM step_facts FINAL WHERE tenant = {tenant:String}`,
  parameters: z.object({ tenant: z.string(), never: z.string() }),
  row: z.object({ enteredAt: instantColumnOrNull }),
};

/** When the first deal of the tenant entered a step; null where none ever did. */
export async function readFirstEntry(warehouse: Warehouse, tenant: string): Promise<Instant | null> {
  const [row] = await warehouse.read(firstEntry, { tenant, never: never.replace('T', ' ').replace('Z', '') });
  return row?.enteredAt ?? null;
}
