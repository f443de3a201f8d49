import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { tabSeparated } from '../engine/tab-separated.ts';
import { deriveBatches } from '../facts/derive-facts.ts';
import { type AcceptedEvent, PreparedEvent } from './prepare-event.ts';
import { eventTextColumns, rawEventColumns, touchedBy } from './to-raw-event.ts';

/** Events prepared in one go before others of the process get their turn: some ten milliseconds. */
const eventsPerTurn = 1_000;

/**
 * Stores events of any tenants and brings every fact that depends on them up to date, as the only writer of the warehouse.
 * When it resolves all of it is durable; when it rejects, calling it again with the same events is right. The guarantee of
 * each step:
 *
 * 1. what will be touched is on a durable list, so a crash after any later step is repaired by `deriveOpenBatches`, whether
 *    the sender repeats the events or not
 * 2. the events are stored; storing them again changes nothing
 * 3. of two bodies of one identity the one that does not count is named, wherever it is stored
 * 4. the facts are derived from all stored events, and the list is ticked off
 */
export async function storeBatch(warehouse: Warehouse, events: readonly AcceptedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const batchId = randomUUID();
  const prepared = await prepare(events);
  await warehouse.insertTabSeparated('touched_entities', touchedColumns, touchedLines(batchId, events));
  await insertEvents(warehouse, prepared);
  for (const tenant of tenantsOf(events)) {
    await deriveBatches(warehouse, { tenant, batches: [batchId] }, 'one');
  }
}

/** A tenant's part of a batch that is stored and from which no facts are derived yet. */
export interface AppendedBatch {
  tenant: string;
  batchId: string;
}

/**
 * Stores events of any tenants beside other writers and leaves the facts to {@link deriveBatches}. When it resolves, the
 * events are durable and what they touch is on a durable list; when it rejects, the same events have to come again. The
 * events are stored before they are listed: whoever finds a batch on the list finds its events, so that a batch can be
 * derived by any instance at any time.
 */
export async function appendBatch(
  warehouse: Warehouse,
  events: readonly AcceptedEvent[],
): Promise<AppendedBatch[]> {
  if (events.length === 0) return [];
  const batchId = randomUUID();
  await insertEvents(warehouse, await prepare(events));
  await warehouse.insertTabSeparated('touched_entities', touchedColumns, touchedLines(batchId, events));
  return tenantsOf(events).map((tenant) => ({ tenant, batchId }));
}

async function insertEvents(warehouse: Warehouse, prepared: readonly PreparedEvent[]): Promise<void> {
  // Texts first: an event that is found has its texts.
  await warehouse.insertTabSeparated(
    'event_texts',
    eventTextColumns,
    prepared.flatMap(({ lines }) => lines.texts ?? []),
  );
  await warehouse.insertTabSeparated(
    'raw_events',
    rawEventColumns,
    prepared.map(({ lines }) => lines.rawEvent),
  );
}

function tenantsOf(events: readonly AcceptedEvent[]): string[] {
  return [...new Set(events.map(({ event }) => event.tenant))].toSorted();
}

async function prepare(events: readonly AcceptedEvent[]): Promise<PreparedEvent[]> {
  const prepared: PreparedEvent[] = [];
  for (const [index, event] of events.entries()) {
    if (event instanceof PreparedEvent) {
      prepared.push(event);
      continue;
    }
    if (index > 0 && index % eventsPerTurn === 0) await setImmediate();
    prepared.push(new PreparedEvent(event));
  }
  return prepared;
}

const touchedColumns = ['batch_id', 'tenant', 'entity_kind', 'entity_id'];

function touchedLines(batchId: string, events: readonly AcceptedEvent[]): string[] {
  const lines = new Set<string>();
  for (const { event } of events) {
    for (const { entityKind, entityId } of touchedBy(event)) {
      lines.add(tabSeparated([batchId, event.tenant, entityKind, entityId]));
    }
  }
  return [...lines];
}
