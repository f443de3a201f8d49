import { indicatorIds, parseEvent } from '@stepup/contracts';
import { type AcceptedEvent, readIndicator, storeBatch, type Warehouse } from '@stepup/warehouse';
import * as z from 'zod';
import { generatedPipelineId } from '../../../packages/warehouse/scripts/generate-deals.ts';
import { countEvents, fillTenant } from './bench-company.ts';

const made = 'made-in-engine';
const sent = 'sent-through-product';
const eventsPerBatch = 10_000;
const receivedAt = '2026-01-01T00:00:00.000000Z';

const rawLot = {
  name: 'generated_events',
  sql: `SELECT entity_kind AS kind, entity_id AS entity, source, id, type, concat(replaceOne(toString(time), ' ', 'T'), 'Z') AS time, body FROM raw_events
    WHERE tenant = {tenant:String} AND entity_kind IN ('deal', 'activity', 'person', 'pipeline') AND (entity_kind, entity_id, id) > ({kind:String}, {entity:String}, {id:String})
    ORDER BY tenant, entity_kind, entity_id, source, id LIMIT ${eventsPerBatch}`,
  parameters: z.object({ tenant: z.string(), kind: z.string(), entity: z.string(), id: z.string() }),
  row: z.object({
    kind: z.string(),
    entity: z.string(),
    source: z.string(),
    id: z.string(),
    type: z.string(),
    time: z.string(),
    body: z.string(),
  }),
};

/** Sends what was made in the engine for one tenant through the product for another one, and compares every indicator of both. */
export async function tellThroughProduct(warehouse: Warehouse, events: number): Promise<void> {
  await fillTenant(warehouse, made, events);
  const beganAtMs = performance.now();
  let after = { kind: '', entity: '', id: '' };
  for (;;) {
    const rows = await warehouse.read(rawLot, { tenant: made, ...after });
    const last = rows.at(-1);
    if (last === undefined) break;
    await storeBatch(warehouse, rows.map(toAccepted));
    after = last;
  }
  const seconds = (performance.now() - beganAtMs) / 1000;
  const stored = await countEvents(warehouse, sent);
  const differing: string[] = [];
  for (const id of indicatorIds) {
    for (const by of ['rep', 'month'] as const) {
      const [left, right] = await Promise.all([made, sent].map((tenant) => ask(warehouse, tenant, id, by)));
      if (toText(left) !== toText(right)) differing.push(`${id} by ${by}`);
    }
  }
  console.log(
    `\nthrough the product, beside those made in the engine: ${stored.toLocaleString('en')} events in ${seconds.toFixed(0)} s, one batch after another; ` +
      `${differing.length === 0 ? `all ${indicatorIds.length} indicators by rep and by month are the same` : `differing: ${differing.join(', ')}`}`,
  );
  if (differing.length > 0) process.exitCode = 1;
}

/** Sums of fractions differ in their last digits by the order that the engine adds them in. */
function toText(rows: unknown): string {
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'number' ? value.toPrecision(9) : value,
  );
}

function ask(
  warehouse: Warehouse,
  tenant: string,
  id: (typeof indicatorIds)[number],
  by: 'rep' | 'month',
): Promise<unknown> {
  return readIndicator(warehouse, id, {
    tenant,
    pipelineId: generatedPipelineId,
    stageId: 's2',
    from: '2024-01-01T00:00:00.000000Z',
    to: '2025-01-01T00:00:00.000000Z',
    asOf: '2025-10-01T00:00:00.000000Z',
    timeZone: 'UTC',
    currency: 'EUR',
    by,
    reps: 'all',
  });
}

function toAccepted({
  kind,
  entity,
  source,
  id,
  type,
  time,
  body,
}: z.output<typeof rawLot.row>): AcceptedEvent {
  const said = z.looseObject({}).parse(JSON.parse(body));
  const data = withName(type, { [`${kind}_id`]: entity, ...said });
  const event = { specversion: '1.0', source, id, type, time, data };
  const parsed = parseEvent(event, { tenant: sent, receivedAt });
  if (parsed.kind !== 'accepted') throw new Error(`a generated event is no event: ${JSON.stringify(parsed)}`);
  return { event: parsed.event, receivedAt };
}

/** Names are stored apart. */
function withName(type: string, body: unknown): unknown {
  if (type !== 'sales.person.changed.v1') return body;
  return { name: 'somebody', ...z.looseObject({}).parse(body) };
}
