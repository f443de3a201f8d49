import { type EventBus, type EventConsumer, topics } from '@stepup/event-bus';
import type { Logger } from '@stepup/runtime';
import {
  deriveOpenBatches,
  type FinishedBatches,
  forgetBatches,
  insertCoachingEvents,
  storeBatch,
  type Warehouse,
} from '@stepup/warehouse';
import { createBatchHandler } from './create-batch-handler.ts';
import { toBusMessage } from './to-bus-message.ts';

export interface EmbeddedIngestParts {
  bus: EventBus;
  warehouse: Warehouse;
  log: Logger;
  /** Rejects while there is no room to store anything: the engine would wait for it instead of refusing some statements. */
  assertRoom?: () => Promise<void>;
}

export interface EmbeddedIngest {
  /** See `BatchHandler.isSettled`. */
  isSettled(): boolean;
  lag: EventConsumer['lag'];
  /** Resolves when ingest has stopped for good: the process has to end. */
  failure: Promise<Error>;
  /** Finishes what is under way and takes no more. */
  close(): Promise<void>;
}

/**
 * Finishes what a crash left behind, then consumes the events topic into the warehouse, as its only writer: a batch is handled
 * when its facts are derived. Dead letters go to their topic. Resolves when events are taken.
 */
export async function startEmbeddedIngest({
  bus,
  warehouse,
  log,
  assertRoom,
}: EmbeddedIngestParts): Promise<EmbeddedIngest> {
  const { finished, failed } = await finishOpenBatches(warehouse);
  if (finished > 0) log.warn({ finished }, 'facts of batches from before the start are derived');
  for (const { tenant, batches, error } of failed) {
    log.error({ tenant, batches, err: error }, 'facts cannot be derived; numbers of the tenant are stale');
  }
  const producer = await bus.openProducer();
  const handler = createBatchHandler(
    {
      storeBatch: async (events) => {
        await assertRoom?.();
        await storeBatch(warehouse, events);
      },
      storeCoachingEvents: async (events) => {
        await assertRoom?.();
        await insertCoachingEvents(warehouse, events);
      },
      finishOpenBatches: async () => {
        await assertRoom?.();
        return finishOpenBatches(warehouse);
      },
      keepDeadLetters: (letters) => producer.publish(topics.deadLetters, letters.map(toBusMessage)),
    },
    log,
    failed.length,
  );
  const consumer = bus.createConsumer();
  await consumer.run({
    topics: [topics.events],
    group: 'ingest',
    handleBatch: (batch) => handler.handleBatch(batch),
  });
  return {
    isSettled: () => handler.isSettled(),
    lag: () => consumer.lag(),
    failure: consumer.failure,
    close: async () => {
      await consumer.close();
      await producer.close();
    },
  };
}

async function finishOpenBatches(warehouse: Warehouse): Promise<FinishedBatches> {
  const outcome = await deriveOpenBatches(warehouse, 'one');
  await forgetBatches(warehouse);
  return outcome;
}
