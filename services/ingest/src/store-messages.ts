import { setImmediate } from 'node:timers/promises';
import type { CoachingEvent } from '@stepup/contracts';
import { type ReceivedMessage, topics } from '@stepup/event-bus';
import { linksOf, type Logger, type OpenSpan, withSpan } from '@stepup/runtime';
import type { AcceptedEvent } from '@stepup/warehouse';
import { decodeMessage } from './decode-message.ts';
import type { DeadLetter, IngestPorts } from './ingest-ports.ts';
import { toDeadLetter } from './to-dead-letter.ts';
import { assertFewDeadLetters } from './too-many-dead-letters.ts';

/** What became of a batch of messages. */
export interface StoredMessages {
  stored: number;
  deadLetters: readonly DeadLetter[];
}

/** Messages decoded in one go before what else the process does gets its turn, like the insert of another batch: ten milliseconds. */
const messagesPerTurn = 500;

type StorePorts = Pick<IngestPorts, 'storeBatch' | 'storeCoachingEvents' | 'keepDeadLetters'>;

/**
 * Stores what messages of the events topic hold. Resolves when every message is stored or kept as a dead letter; rejects when
 * none counts as handled. The guarantee of each step:
 *
 * 1. the events are durable
 * 2. only then what cannot be stored is kept, so that a failure in between repeats everything
 *
 * One span for the batch: in the trace of its sender, or linked to the traces of its senders when they are several.
 */
export async function storeMessages(
  ports: StorePorts,
  batch: readonly ReceivedMessage[],
  log: Logger,
): Promise<StoredMessages> {
  const links = linksOf(batch.map(({ headers }) => headers));
  const [sender = null, ...others] = links;
  const parent = others.length === 0 ? (sender?.context ?? null) : null;
  const attributes = {
    'messaging.operation.type': 'process',
    'messaging.batch.message_count': batch.length,
    ...describePlace(batch),
  };
  return withSpan(`process ${topics.events}`, { kind: 'consumer', attributes, links, parent }, (span) =>
    storeInSpan(ports, batch, log, span),
  );
}

async function storeInSpan(
  ports: StorePorts,
  batch: readonly ReceivedMessage[],
  log: Logger,
  span: OpenSpan,
): Promise<StoredMessages> {
  const { events, coaching, deadLetters } = await decodeInTurns(batch);
  span.setAttribute('stepup.dead_letters', deadLetters.length);
  const [first] = deadLetters;
  if (first !== undefined) {
    // What operations sends again says nothing about this release.
    const unheardOf = deadLetters.filter(({ attempts }) => attempts === 1);
    assertFewDeadLetters(unheardOf.length, batch.length, first.detail);
  }
  if (events.length > 0) {
    const attributes = { 'stepup.events': events.length };
    await withSpan('store events', { attributes }, () => ports.storeBatch(events));
  }
  if (coaching.length > 0) await ports.storeCoachingEvents(coaching);
  if (first !== undefined) {
    const attributes = { 'stepup.dead_letters': deadLetters.length, 'stepup.reason': first.reason };
    await withSpan('keep dead letters', { attributes }, () => ports.keepDeadLetters(deadLetters));
    log.error({ count: deadLetters.length, reason: first.reason, detail: first.detail }, 'dead letters kept');
  }
  return { stored: events.length + coaching.length, deadLetters };
}

interface DecodedMessages {
  events: AcceptedEvent[];
  coaching: CoachingEvent[];
  deadLetters: DeadLetter[];
}

async function decodeInTurns(batch: readonly ReceivedMessage[]): Promise<DecodedMessages> {
  const decoded: DecodedMessages = { events: [], coaching: [], deadLetters: [] };
  for (const [index, message] of batch.entries()) {
    if (index > 0 && index % messagesPerTurn === 0) await setImmediate();
    const result = decodeMessage(message);
    if (result.kind === 'decoded') decoded.events.push(result.accepted);
    else if (result.kind === 'coaching') decoded.coaching.push(result.event);
    else decoded.deadLetters.push(toDeadLetter(message, result.reason, result.detail));
  }
  return decoded;
}

function describePlace([first]: readonly ReceivedMessage[]): Record<string, string> {
  if (first === undefined) return {};
  return {
    'messaging.destination.name': first.topic,
    'messaging.destination.partition.id': String(first.partition),
  };
}
