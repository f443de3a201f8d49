import { randomUUID } from 'node:crypto';
import type { Instant, SalesEvent } from '@stepup/contracts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { deriveFacts } from '../facts/derive-facts.ts';
import { findDisputed } from './find-identities.ts';
import { type RawEventRow, toRawEvent, touchedBy } from './to-raw-event.ts';

/** An accepted event and when it was received. */
export interface AcceptedEvent {
  event: SalesEvent;
  receivedAt: Instant;
}

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
  const rows = events.map(({ event, receivedAt }) => toRawEvent(event, receivedAt));
  const rawRows = rows.map(({ row }) => row);
  const tenants = [...new Set(events.map(({ event }) => event.tenant))].toSorted();

  await warehouse.insert('touched_entities', touchedRows(batchId, events));
  await warehouse.insert(
    'event_texts',
    rows.flatMap(({ texts }) => (texts === null ? [] : [texts])),
  );
  await warehouse.insert('raw_events', rawRows);
  for (const tenant of tenants) {
    const own = rawRows.filter((row) => row.tenant === tenant);
    await settleIdentities(warehouse, batchId, tenant, own);
  }
  await deriveFacts(warehouse, batchId, tenants);
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

/**
 * The same identity with another body: the greatest version counts. Looked up after the insert, so that of two writers
 * with a body each at least one sees both.
 */
async function settleIdentities(
  warehouse: Warehouse,
  batchId: string,
  tenant: string,
  rawRows: readonly RawEventRow[],
): Promise<void> {
  const disputed = await findDisputed(warehouse, tenant, rawRows);
  const superseded = disputed.flatMap(({ source, id, bodies }) =>
    bodies.slice(1).map(([bodyVersion]) => ({ tenant, source, id, body_version: bodyVersion })),
  );
  // The entity that loses an event is touched as much as the one that gains it.
  const touched = disputed.flatMap(({ bodies }) =>
    bodies.map(([, entityKind, entityId]) => ({
      batch_id: batchId,
      tenant,
      entity_kind: entityKind,
      entity_id: entityId,
    })),
  );
  await warehouse.insert('superseded_bodies', superseded);
  await warehouse.insert('touched_entities', touched);
}
