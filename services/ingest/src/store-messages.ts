import type { ReceivedMessage } from '@stepup/event-bus';
import type { Logger } from '@stepup/runtime';
import { decodeMessage } from './decode-message.ts';
import type { DeadLetter, IngestPorts } from './ingest-ports.ts';
import { toDeadLetter } from './to-dead-letter.ts';
import { assertFewDeadLetters } from './too-many-dead-letters.ts';

/** What became of a batch of messages. */
export interface StoredMessages {
  stored: number;
  deadLetters: readonly DeadLetter[];
}

/**
 * Stores what messages of the events topic hold. Resolves when every message is stored or kept as a dead letter; rejects when
 * none counts as handled. The guarantee of each step:
 *
 * 1. the events are durable
 * 2. only then what cannot be stored is kept, so that a failure in between repeats everything
 */
export async function storeMessages(
  ports: Pick<IngestPorts, 'storeBatch' | 'keepDeadLetters'>,
  batch: readonly ReceivedMessage[],
  log: Logger,
): Promise<StoredMessages> {
  const decoded = batch.map((message) => ({ message, result: decodeMessage(message) }));
  const events = decoded.flatMap(({ result }) => (result.kind === 'decoded' ? [result.accepted] : []));
  const deadLetters = decoded.flatMap(({ message, result }): DeadLetter[] =>
    result.kind === 'undecodable' ? [toDeadLetter(message, result.reason, result.detail)] : [],
  );
  const [first] = deadLetters;
  if (first !== undefined) assertFewDeadLetters(deadLetters.length, batch.length, first.detail);
  if (events.length > 0) await ports.storeBatch(events);
  if (first !== undefined) {
    await ports.keepDeadLetters(deadLetters);
    log.error({ count: deadLetters.length, reason: first.reason, detail: first.detail }, 'dead letters kept');
  }
  return { stored: events.length, deadLetters };
}
