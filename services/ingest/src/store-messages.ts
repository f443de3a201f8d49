import { type ReceivedMessage, topics } from '@stepup/event-bus';
import { linksOf, type Logger, type OpenSpan, withSpan } from '@stepup/runtime';
import type { DecodedBatch } from './decoding/decode-batch.ts';
import type { DeadLetter, IngestPorts } from './ingest-ports.ts';
import { toDeadLetter } from './to-dead-letter.ts';
import { assertFewDeadLetters, usualDeadLettersPercent } from './too-many-dead-letters.ts';

/** What became of a batch of messages. */
export interface StoredMessages {
  stored: number;
  deadLetters: readonly DeadLetter[];
}

/** The ports that handling a batch takes, with events in the form in which they are stored. */
export interface StorePorts<Events> extends Pick<IngestPorts, 'storeCoachingEvents' | 'keepDeadLetters'> {
  decode(batch: readonly ReceivedMessage[]): Promise<DecodedBatch<Events>>;
  /** Resolves when the events are durable. */
  storeEvents(events: Events): Promise<void>;
  /** How much of a batch may become dead letters; the usual share if left out. */
  deadLettersPercent?: number;
}

/**
 * Stores what messages of the events topic hold. Resolves when every message is stored or kept as a dead letter; rejects when
 * none counts as handled. The guarantee of each step:
 *
 * 1. the events are durable
 * 2. only then what cannot be stored is kept, so that a failure in between repeats everything
 *
 * One span for the batch: in the trace of its sender, or linked to the traces of its senders when they are several.
 */
export async function storeMessages<Events>(
  ports: StorePorts<Events>,
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

async function storeInSpan<Events>(
  ports: StorePorts<Events>,
  batch: readonly ReceivedMessage[],
  log: Logger,
  span: OpenSpan,
): Promise<StoredMessages> {
  const { events, eventCount, coaching, undecodable } = await ports.decode(batch);
  const deadLetters = undecodable.flatMap(({ index, reason, detail }) => {
    const message = batch[index];
    return message === undefined ? [] : [toDeadLetter(message, reason, detail)];
  });
  span.setAttribute('stepup.dead_letters', deadLetters.length);
  const [first] = deadLetters;
  if (first !== undefined) {
    // What operations sends again says nothing about this release.
    const unheardOf = deadLetters.filter(({ attempts }) => attempts === 1);
    assertFewDeadLetters(
      { deadLetters: unheardOf.length, messages: batch.length },
      first.detail,
      ports.deadLettersPercent ?? usualDeadLettersPercent,
    );
  }
  if (eventCount > 0) {
    const attributes = { 'stepup.events': eventCount };
    await withSpan('store events', { attributes }, () => ports.storeEvents(events));
  }
  if (coaching.length > 0) await ports.storeCoachingEvents(coaching);
  if (first !== undefined) {
    const attributes = { 'stepup.dead_letters': deadLetters.length, 'stepup.reason': first.reason };
    await withSpan('keep dead letters', { attributes }, () => ports.keepDeadLetters(deadLetters));
    log.error({ count: deadLetters.length, reason: first.reason, detail: first.detail }, 'dead letters kept');
  }
  return { stored: eventCount + coaching.length, deadLetters };
}

function describePlace([first]: readonly ReceivedMessage[]): Record<string, string> {
  if (first === undefined) return {};
  return {
    'messaging.destination.name': first.topic,
    'messaging.destination.partition.id': String(first.partition),
  };
}
