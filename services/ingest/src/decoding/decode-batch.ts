import { setImmediate } from 'node:timers/promises';
import type { CoachingEvent, DeadLetterReason } from '@stepup/contracts';
import type { AcceptedEvent } from '@stepup/warehouse';
import { decodeMessage, type MessageContent } from '../decode-message.ts';
import type { Refusal } from '../refusal.ts';

/** What the messages of a batch hold. */
export interface DecodedBatch<Events> extends DecodedBesides {
  /** Accepted events, in whatever form they are stored. */
  events: Events;
  eventCount: number;
}

/** What is in a batch besides accepted events. */
interface DecodedBesides {
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
  const events: AcceptedEvent[] = [];
  const besides = await decodeInto(batch, (event) => void events.push(event));
  return { ...besides, events, eventCount: events.length };
}

/** Decodes in this thread, in turns, and hands each accepted event on at once. */
export async function decodeInto(
  batch: Iterable<MessageContent>,
  accept: (event: AcceptedEvent) => void,
): Promise<DecodedBesides> {
  const besides: DecodedBesides = { coaching: [], undecodable: [] };
  let index = 0;
  for (const message of batch) {
    if (index > 0 && index % messagesPerTurn === 0) await setImmediate();
    const result = decodeMessage(message);
    if (result.kind === 'decoded') accept(result.accepted);
    else if (result.kind === 'coaching') besides.coaching.push(result.event);
    else besides.undecodable.push({ index, reason: result.reason, detail: result.detail });
    index += 1;
  }
  return besides;
}
