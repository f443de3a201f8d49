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

/** Decodes in this thread, in turns. */
export async function decodeBatch(batch: readonly MessageContent[]): Promise<DecodedBatch<AcceptedEvent[]>> {
  const decoded: DecodedBatch<AcceptedEvent[]> = { events: [], eventCount: 0, coaching: [], undecodable: [] };
  for (const [index, message] of batch.entries()) {
    if (index > 0 && index % messagesPerTurn === 0) await setImmediate();
    const result = decodeMessage(message);
    if (result.kind === 'decoded') decoded.events.push(result.accepted);
    else if (result.kind === 'coaching') decoded.coaching.push(result.event);
    else decoded.undecodable.push({ index, reason: result.reason, detail: result.detail });
  }
  return { ...decoded, eventCount: decoded.events.length };
}
