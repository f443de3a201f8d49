import { setImmediate } from 'node:timers/promises';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { deriveBatches } from '../facts/derive-facts.ts';
import { type AcceptedEvent, PreparedEvent } from './prepare-event.ts';
import { packEvents, type PackedEvents } from './pack-events.ts';
import { eventTextColumns, rawEventColumns } from './to-raw-event.ts';

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
  const packed = packEvents(await prepare(events));
  await insertTouched(warehouse, [packed]);
  await insertEvents(warehouse, [packed]);
  const { tenants, batchId } = packed;
  for (const tenant of tenants) await deriveBatches(warehouse, { tenant, batches: [batchId] }, 'one');
}

/** A tenant's part of a batch that is stored and from which no facts are derived yet. */
export interface AppendedBatch {
  tenant: string;
  batchId: string;
}

/**
 * Stores batches of events of any tenants beside other writers and leaves the facts to {@link deriveBatches}. When it resolves, the
 * events are durable and what they touch is on a durable list; when it rejects, the same events have to come again. The
 * events are stored before they are listed: whoever finds a batch on the list finds its events, so that a batch can be
 * derived by any instance at any time.
 */
export async function appendBatches(
  warehouse: Warehouse,
  batches: readonly PackedEvents[],
): Promise<AppendedBatch[]> {
  await insertEvents(warehouse, batches);
  await insertTouched(warehouse, batches);
  return batches.flatMap(({ tenants, batchId }) => tenants.map((tenant) => ({ tenant, batchId })));
}

async function insertEvents(warehouse: Warehouse, batches: readonly PackedEvents[]): Promise<void> {
  // Texts first: an event that is found has its texts.
  await warehouse.insertTabSeparated(
    'event_texts',
    eventTextColumns,
    batches.map(({ texts }) => texts),
  );
  await warehouse.insertTabSeparated(
    'raw_events',
    rawEventColumns,
    batches.map(({ rawEvents }) => rawEvents),
  );
}

async function insertTouched(warehouse: Warehouse, batches: readonly PackedEvents[]): Promise<void> {
  await warehouse.insertTabSeparated(
    'touched_entities',
    ['batch_id', 'tenant', 'entity_kind', 'entity_id'],
    batches.map(({ touched }) => touched),
  );
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
