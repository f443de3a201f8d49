import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const missing = {
  name: 'missing_coaching_events',
  sql: `SELECT toUInt32(length({ids:Array(UUID)}) - uniqExact(event_id)) AS n FROM coaching_events
    WHERE tenant = {tenant:String} AND event_id IN {ids:Array(UUID)}`,
  parameters: z.object({ tenant: z.string(), ids: z.array(z.uuid()) }),
  row: z.object({ n: z.int() }),
};

/** 117 kB of one parameter; a server takes 128 (`http_max_field_value_size`). */
const idsAtATime = 3_000;

/** How many of these events, each named once, are not stored. */
export async function countMissingCoachingEvents(
  warehouse: Warehouse,
  { tenant, ids }: { readonly tenant: string; readonly ids: readonly string[] },
): Promise<number> {
  let count = 0;
  for (let at = 0; at < ids.length; at += idsAtATime) {
    const [row] = await warehouse.read(missing, { tenant, ids: ids.slice(at, at + idsAtATime) });
    count += row?.n ?? 0;
  }
  return count;
}
