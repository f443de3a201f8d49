import { randomUUID } from 'node:crypto';
import { parseEvent } from '@stepup/contracts';
import * as z from 'zod';
import { storeBatch, type Warehouse } from '../src/index.ts';

/** What to generate. The same options give the same events. */
export interface GeneratedDeals {
  tenant: string;
  deals: number;
  /** Tells histories of one size apart. */
  seed: number;
  reps: number;
  teams: number;
  /** Share of deals that go on from each of the five steps to the next; one event a step, one for the close. */
  stepUpShare: number;
  /** What is done with each lot once it is stored; without it lots stay open batches. */
  onStored?: (batchId: string) => Promise<void>;
}

/** The one pipeline of the generated deals. */
export const generatedPipelineId = 'generated';

const receivedAt = '2026-01-01T00:00:00.000000Z';
const dealsPerInsert = 100_000;

/** A deal's events, worked out in the engine: JavaScript would take longer to send them than the engine to derive them. */
const insertDeals = {
  name: 'generate_deals',
  sql: `INSERT INTO raw_events (tenant, entity_kind, entity_id, source, id, type, time, recorded_time, body_version, body, received_at)
    SELECT {tenant:String}, 'deal', deal_id, 'generator', concat(deal_id, '-', toString(k)), 'sales.deal.changed.v1',
      began_at + toIntervalSecond(arraySum(arraySlice(waits, 1, k - 1))), toDateTime64(0, 6, 'UTC'), cityHash64(deal_id, k),
      concat('{', if(k = 1, first_fields, if(k = 3 AND draw % 10 = 0, concat('"owner_id":"', other_owner, '",'), '')), '"stage_id":"', stages[k], '"}'),
      toDateTime64('2026-01-01 00:00:00', 3, 'UTC')
    FROM (
      SELECT hex(cityHash64({seed:UInt32}, number)) AS deal_id, cityHash64({seed:UInt32}, number, 'draw') AS draw,
        toDateTime64('2023-01-01 00:00:00', 6, 'UTC') + toIntervalSecond(draw % 86400000) AS began_at,
        arrayMap(k -> cityHash64(draw, k, 'wait') % 1728000, range(1, 7)) AS waits,
        arrayFirstIndex(k -> k = 5 OR cityHash64(draw, k, 'step') % 1000 >= {advance_permille:UInt32}, range(1, 6)) AS reached,
        arrayConcat(arrayMap(k -> concat('s', toString(k)), range(1, reached + 1)),
          multiIf(cityHash64(draw, 'open') % 10 = 0, [], reached = 5, ['won'], ['lost'])) AS stages,
        concat('rep-', toString(cityHash64(draw, 'rep') % {reps:UInt32})) AS owner,
        concat('rep-', toString(cityHash64(draw, 'other') % {reps:UInt32})) AS other_owner,
        concat('"pipeline_id":"{generated}","owner_id":"', owner, '","segment":"seg-', toString(draw % 4), '","product":"prod-', toString(intDiv(draw, 4) % 6),
          '","amount":"', toString(1000 + draw % 90000), '.00","currency":"EUR",') AS first_fields
      FROM numbers({first:UInt64}, {count:UInt64}))
    ARRAY JOIN arrayEnumerate(stages) AS k`.replace('{generated}', generatedPipelineId),
  parameters: z.object({
    tenant: z.string(),
    seed: z.int(),
    reps: z.int(),
    advance_permille: z.int(),
    first: z.int(),
    count: z.int(),
  }),
};

const touchDeals = {
  name: 'touch_generated_deals',
  sql: `INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
    SELECT {batch:String}, {tenant:String}, 'deal', hex(cityHash64({seed:UInt32}, number)) FROM numbers({first:UInt64}, {count:UInt64})`,
  parameters: z.object({
    batch: z.string(),
    tenant: z.string(),
    seed: z.int(),
    first: z.int(),
    count: z.int(),
  }),
};

/**
 * Stores the raw events of many deals of one tenant and lists the deals as touched; `deriveOpenBatches` then derives
 * them. Deals begin over 1000 days from 2023 on, stay up to 20 days at a step; one in ten stays open, one in ten
 * changes hands.
 */
export async function generateDeals(warehouse: Warehouse, options: GeneratedDeals): Promise<void> {
  const { tenant, deals, seed, reps } = options;
  await storeBatch(
    warehouse,
    organisationEvents(options).map((event) => {
      const parsed = parseEvent(event, { tenant, receivedAt });
      if (parsed.kind !== 'accepted') throw new Error(`generated an event that is no event: ${parsed.kind}`);
      return { event: parsed.event, receivedAt };
    }),
  );
  for (let first = 0; first < deals; first += dealsPerInsert) {
    const part = { tenant, seed, first, count: Math.min(dealsPerInsert, deals - first) };
    const batch = randomUUID();
    await warehouse.run(touchDeals, { ...part, batch });
    const advance_permille = Math.round(options.stepUpShare * 1000);
    await warehouse.run(insertDeals, { ...part, reps, advance_permille });
    await options.onStored?.(batch);
  }
}

function organisationEvents({ reps, teams }: GeneratedDeals): object[] {
  const time = '2022-12-01T00:00:00Z';
  const envelope = { specversion: '1.0', source: 'generator', time };
  const steps = [1, 2, 3, 4, 5].map((position) => ({
    stage_id: `s${String(position)}`,
    name: `Step ${String(position)}`,
    position,
  }));
  const outcomes = (['won', 'lost'] as const).map((outcome) => ({
    stage_id: outcome,
    name: outcome,
    position: 9,
    outcome,
  }));
  const pipeline = {
    ...envelope,
    id: 'pipeline',
    type: 'sales.pipeline.defined.v1',
    data: { pipeline_id: generatedPipelineId, name: 'Generated', stages: [...steps, ...outcomes] },
  };
  const people = Array.from({ length: reps }, (_, index) => {
    const person_id = `rep-${String(index)}`;
    const team = `team-${String(index % teams)}`;
    return {
      ...envelope,
      id: person_id,
      type: 'sales.person.changed.v1',
      data: { person_id, name: person_id, role: 'rep', active: true, team },
    };
  });
  return [pipeline, ...people];
}
