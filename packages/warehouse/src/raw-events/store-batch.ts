import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Instant, SalesEvent } from '@stepup/contracts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { finishBatch } from '../facts/derive-facts.ts';
import { type EventTextRow, type RawEventRow, toRawEvent, touchedBy } from './to-raw-event.ts';

/** An accepted event and when it was received. */
export interface AcceptedEvent {
  event: SalesEvent;
  receivedAt: Instant;
}

/** Rows made in one go before others of the process get their turn: some ten milliseconds. */
const rowsPerTurn = 1_000;

/**
 * Stores events of any tenants and brings every fact that depends on them up to date. When it resolves all of it is
 * durable; when it rejects, calling it again with the same events is right. The guarantee of each step:
 *
 * 1. what will be touched is on a durable list, so a crash after any later step is repaired by `deriveOpenBatches`
 * 2. the events are stored; storing them again changes nothing
 * 3. of two bodies of one identity the one that does not count is named, wherever it is stored
 * 4. the facts are derived from all stored events, and the list is ticked off
 */
export async function storeBatch(warehouse: Warehouse, events: readonly AcceptedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const batchId = randomUUID();
  const { rows, texts } = await toRows(events);
  const tenants = [...new Set(events.map(({ event }) => event.tenant))].toSorted();

  await warehouse.insert('touched_entities', touchedRows(batchId, events));
  await warehouse.insert('event_texts', texts);
  await warehouse.insert('raw_events', rows);
  await finishBatch(warehouse, batchId, tenants);
}

async function toRows(
  events: readonly AcceptedEvent[],
): Promise<{ rows: RawEventRow[]; texts: EventTextRow[] }> {
  const rows: RawEventRow[] = [];
  const texts: EventTextRow[] = [];
  for (const [index, { event, receivedAt }] of events.entries()) {
    if (index > 0 && index % rowsPerTurn === 0) await setImmediate();
    const made = toRawEvent(event, receivedAt);
    rows.push(made.row);
    if (made.texts !== null) texts.push(made.texts);
  }
  return { rows, texts };
}

function touchedRows(batchId: string, events: readonly AcceptedEvent[]): Record<string, string>[] {
  const rows = new Map<string, Record<string, string>>();
  for (const { event } of events) {
    for (const { entityKind, entityId } of touchedBy(event)) {
      const row = { batch_id: batchId, tenant: event.tenant, entity_kind: entityKind, entity_id: entityId };
      rows.set(JSON.stringify([event.tenant, entityKind, entityId]), row);
    }
  }
  return [...rows.values()];
}
