import { randomUUID } from 'node:crypto';
import type { Warehouse } from '@stepup/warehouse';
import * as z from 'zod';

const perInsert = 200_000;

const insertActivities = {
  name: 'generate_activities',
  sql: `INSERT INTO raw_events (tenant, entity_kind, entity_id, source, id, type, time, recorded_time, body_version, body, received_at)
    SELECT {tenant:String}, 'activity', lower(hex(reinterpretAsFixedString(sipHash128(number, 'activity', {seed:UInt32})))), 'generator',
      lower(hex(reinterpretAsFixedString(sipHash128(number, 'event', {seed:UInt32})))), 'sales.activity.logged.v1',
      began_at + toIntervalSecond(cityHash64(number, 'wait') % 5184000), toDateTime64(0, 6, 'UTC'), cityHash64(number, 'body'),
      concat('{"deal_id":"', deal_id, '","direction":"', ['outbound', 'inbound'][1 + (cityHash64(number, 'way') % 3 = 0)],
        '","kind":"', ['call', 'email', 'meeting', 'message'][1 + cityHash64(number, 'kind') % 4], '","outcome":"', ['connected', 'no_answer', 'held', 'replied'][1 + cityHash64(number, 'outcome') % 4],
        '","rep_id":"rep-', toString(cityHash64(draw, 'rep') % {reps:UInt32}), '"}'),
      toDateTime64('2026-01-01 00:00:00', 3, 'UTC')
    FROM (
      SELECT number, number % {deals:UInt64} AS nth, hex(cityHash64({seed:UInt32}, nth)) AS deal_id, cityHash64({seed:UInt32}, nth, 'draw') AS draw,
        toDateTime64('2023-01-01 00:00:00', 6, 'UTC') + toIntervalSecond(draw % 86400000) AS began_at
      FROM numbers({first:UInt64}, {count:UInt64}))`,
  parameters: z.object({
    tenant: z.string(),
    seed: z.int(),
    reps: z.int(),
    deals: z.int(),
    first: z.int(),
    count: z.int(),
  }),
};

const touchActivities = {
  name: 'touch_generated_activities',
  sql: `INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
    SELECT {batch:String}, {tenant:String}, 'activity', lower(hex(reinterpretAsFixedString(sipHash128(number, 'activity', {seed:UInt32})))) FROM numbers({first:UInt64}, {count:UInt64})`,
  parameters: insertActivities.parameters.omit({ reps: true, deals: true }).extend({ batch: z.string() }),
};

/** Activities on generated deals, within sixty days of their beginning, made in the engine, with random ids of 128 bits; listed as touched. */
export async function generateActivities(
  warehouse: Warehouse,
  options: {
    tenant: string;
    seed: number;
    reps: number;
    deals: number;
    activities: number;
    /** What is done with each lot once it is stored; without it lots stay open batches. */
    onStored?: (batchId: string) => Promise<void>;
  },
): Promise<void> {
  const { tenant, seed, reps, deals, activities } = options;
  for (let first = 0; first < activities; first += perInsert) {
    const part = { tenant, seed, first, count: Math.min(perInsert, activities - first) };
    const batch = randomUUID();
    await warehouse.run(touchActivities, { ...part, batch });
    await warehouse.run(insertActivities, { ...part, reps, deals });
    await options.onStored?.(batch);
  }
}
