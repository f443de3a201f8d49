import { setImmediate } from 'node:timers/promises';
import type { CoachingEvent, DeadLetterReason } from '@stepup/contracts';
import type { AcceptedEvent } from '@stepup/warehouse';
import { decodeMessage, type MessageContent } from '../decode-message.ts';
import type { Refusal } from '../refusal.ts';

/** What the messages of a batch hold. */
export interface DecodedBatch<Events> {
  /** Accepted events, in whatever form they are stored. */
  events: Events;
  eventCount: number;
  coaching: CoachingEvent[];
  undecodable: UndecodableMessage[];
}

/** `index` is the message's place in its batch. */
interface UndecodableMessage {
  index: number;
  reason: DeadLetterReason;
  detail: Refusal;
}

/** Messages decoded in one go before what else the process does gets its turn, like the insert of another batch: ten milliseconds. */
const messagesPerTurn = 500;

/** Decodes in this thread. */
export async function decodeBatch(batch: readonly MessageContent[]): Promise<DecodedBatch<AcceptedEvent[]>> {
  const decoded = emptyBatch();
  for (const [index, message] of batch.entries()) {
    if (index > 0 && index % messagesPerTurn === 0) await setImmediate();
    decodeInto(decoded, message, index);
  }
  return decoded;
}

/** The same without turns, for a thread that does nothing else. */
export function decodeAtOnce(batch: Iterable<MessageContent>): DecodedBatch<AcceptedEvent[]> {
  const decoded = emptyBatch();
  let index = 0;
  for (const message of batch) {
    decodeInto(decoded, message, index);
    index += 1;
  }
  return decoded;
}

function emptyBatch(): DecodedBatch<AcceptedEvent[]> {
  return { events: [], eventCount: 0, coaching: [], undecodable: [] };
}

function decodeInto(decoded: DecodedBatch<AcceptedEvent[]>, message: MessageContent, index: number): void {
  const result = decodeMessage(message);
  switch (result.kind) {
    case 'decoded':
      decoded.events.push(result.accepted);
      decoded.eventCount += 1;
      break;
    case 'coaching':
      decoded.coaching.push(result.event);
      break;
    case 'undecodable':
      decoded.undecodable.push({ index, reason: result.reason, detail: result.detail });
  }
}
