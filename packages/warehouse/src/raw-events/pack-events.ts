import { randomUUID } from 'node:crypto';
import type { Instant } from '@stepup/contracts';
import { tabSeparated } from '../engine/tab-separated.ts';
import { type AcceptedEvent, PreparedEvent } from './prepare-event.ts';
import { touchedBy } from './to-raw-event.ts';

/**
 * A batch of events as the engine takes it, TabSeparated: all is done that needs no engine. Plain values, so that another
 * thread can have done it. Each part is empty or ends with the end of a line.
 */
export interface PackedEvents {
  batchId: string;
  eventCount: number;
  tenants: string[];
  /** Null for a batch without events. */
  oldestReceivedAt: Instant | null;
  /** Lines of `raw_events`. */
  rawEvents: Uint8Array<ArrayBuffer>;
  /** Lines of `event_texts`. */
  texts: Uint8Array<ArrayBuffer>;
  /** Lines of `touched_entities`. */
  touched: Uint8Array<ArrayBuffer>;
}

const encoder = new TextEncoder();

export function packEvents(events: readonly AcceptedEvent[]): PackedEvents {
  const batchId = randomUUID();
  let rawEvents = '';
  let texts = '';
  let oldestReceivedAt: Instant | null = null;
  const touched = new Set<string>();
  const tenants = new Set<string>();
  for (const accepted of events) {
    const { lines } = accepted instanceof PreparedEvent ? accepted : new PreparedEvent(accepted);
    const { event, receivedAt } = accepted;
    rawEvents += `${lines.rawEvent}\n`;
    if (lines.texts !== null) texts += `${lines.texts}\n`;
    if (oldestReceivedAt === null || receivedAt < oldestReceivedAt) oldestReceivedAt = receivedAt;
    tenants.add(event.tenant);
    for (const { entityKind, entityId } of touchedBy(event)) {
      touched.add(`${tabSeparated([batchId, event.tenant, entityKind, entityId])}\n`);
    }
  }
  return {
    batchId,
    eventCount: events.length,
    tenants: [...tenants].toSorted(),
    oldestReceivedAt,
    rawEvents: encoder.encode(rawEvents),
    texts: encoder.encode(texts),
    touched: encoder.encode([...touched].join('')),
  };
}
