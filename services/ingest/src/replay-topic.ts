import {
  createKafkaBus,
  type KafkaConnection,
  type ReceivedMessage,
  readTopicRange,
  type TopicRange,
  topics,
} from '@stepup/event-bus';
import type { Logger } from '@stepup/runtime';
import {
  appendBatches,
  type AppendedBatch,
  deriveBatches,
  insertCoachingEvents,
  packEvents,
  type Warehouse,
} from '@stepup/warehouse';
import { decodeBatch } from './decoding/decode-batch.ts';
import { storeMessages } from './store-messages.ts';
import { toBusMessage } from './to-bus-message.ts';
import { usualDeadLettersPercent } from './too-many-dead-letters.ts';

export interface ReplayParts {
  connection: KafkaConnection;
  warehouse: Warehouse;
  log: Logger;
  /** See `STEPUP_DEAD_LETTERS_PERCENT`. */
  deadLettersPercent?: number;
}

export interface ReplayProgress {
  messages: number;
  stored: number;
  deadLetters: number;
}

/** Read, stored and derived in one go, whichever is reached first; a message alone may be larger. */
const messagesAtATime = 10_000;
const bytesAtATime = 16 * 1024 * 1024;

/**
 * Takes a range of the events topic once more, beside running instances of ingest and without touching their offsets: what
 * is stored already stays as it is, what was lost or could not be read then is stored. Doing it again changes nothing.
 */
export async function replayTopic(
  { connection, warehouse, log, deadLettersPercent = usualDeadLettersPercent }: ReplayParts,
  range: TopicRange,
  onProgress: (progress: ReplayProgress) => void = () => undefined,
): Promise<ReplayProgress> {
  const producer = await createKafkaBus(connection).openProducer();
  const progress: ReplayProgress = { messages: 0, stored: 0, deadLetters: 0 };
  const take = async (lot: readonly ReceivedMessage[]): Promise<void> => {
    const appended: AppendedBatch[] = [];
    const { stored, deadLetters } = await storeMessages(
      {
        decode: decodeBatch,
        storeEvents: async (events) =>
          void appended.push(...(await appendBatches(warehouse, [packEvents(events)]))),
        storeCoachingEvents: (events) => insertCoachingEvents(warehouse, events),
        keepDeadLetters: (letters) => producer.publish(topics.deadLetters, letters.map(toBusMessage)),
        deadLettersPercent,
      },
      lot,
      log,
    );
    for (const { tenant, batchId } of appended) {
      await deriveBatches(warehouse, { tenant, batches: [batchId] }, 'several');
    }
    progress.messages += lot.length;
    progress.stored += stored;
    progress.deadLetters += deadLetters.length;
    onProgress({ ...progress });
  };
  try {
    let lot: ReceivedMessage[] = [];
    let lotBytes = 0;
    for await (const message of readTopicRange(connection, topics.events, range)) {
      lot.push(message);
      lotBytes += message.value.length;
      if (lot.length < messagesAtATime && lotBytes < bytesAtATime) continue;
      await take(lot);
      lot = [];
      lotBytes = 0;
    }
    if (lot.length > 0) await take(lot);
    return progress;
  } finally {
    await producer.close();
  }
}
