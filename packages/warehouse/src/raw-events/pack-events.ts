import { randomUUID } from 'node:crypto';
import type { Instant } from '@stepup/contracts';
import { tabSeparated } from '../engine/tab-separated.ts';
import { createLineBuffer } from './line-buffer.ts';
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

/** Packs one batch, event by event. */
export interface EventPacker {
  add(accepted: AcceptedEvent): void;
  /** All that was added; nothing is added after it. */
  pack(): PackedEvents;
}

/**
 * An event is bytes as soon as it is added, and needs no memory of its own any more: a batch of events kept as objects until
 * its end outlives the young generation, and collecting it took a third of the processor time of decoding.
 */
export function createEventPacker(): EventPacker {
  const batchId = randomUUID();
  const rawEvents = createLineBuffer();
  const texts = createLineBuffer();
  const touched = new Set<string>();
  const tenants = new Set<string>();
  let eventCount = 0;
  let oldestReceivedAt: Instant | null = null;
  return {
    add(accepted) {
      const { event, receivedAt } = accepted;
      const { lines } = accepted instanceof PreparedEvent ? accepted : new PreparedEvent(accepted);
      rawEvents.add(lines.rawEvent);
      if (lines.texts !== null) texts.add(lines.texts);
      if (oldestReceivedAt === null || receivedAt < oldestReceivedAt) oldestReceivedAt = receivedAt;
      eventCount += 1;
      tenants.add(event.tenant);
      for (const { entityKind, entityId } of touchedBy(event)) {
        touched.add(tabSeparated([batchId, event.tenant, entityKind, entityId]));
      }
    },
    pack() {
      const touchedLines = createLineBuffer();
      for (const line of touched) touchedLines.add(line);
      return {
        batchId,
        eventCount,
        tenants: [...tenants].toSorted(),
        oldestReceivedAt,
        rawEvents: rawEvents.take(),
        texts: texts.take(),
        touched: touchedLines.take(),
      };
    },
  };
}

export function packEvents(events: Iterable<AcceptedEvent>): PackedEvents {
  const packer = createEventPacker();
  for (const event of events) packer.add(event);
  return packer.pack();
}
