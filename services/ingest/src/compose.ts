import { type EventBus, type EventConsumer, topics } from '@stepup/event-bus';
import type { Logger } from '@stepup/runtime';
import { deriveOpenBatches, storeBatch, type Warehouse } from '@stepup/warehouse';
import { createBatchHandler } from './create-batch-handler.ts';
import type { DeadLetter } from './ingest-ports.ts';

export interface IngestParts {
  bus: EventBus;
  warehouse: Warehouse;
  log: Logger;
  /** Rejects while there is no room to store anything: the engine would wait for it instead of refusing some statements. */
  assertRoom?: () => Promise<void>;
}

export interface RunningIngest {
  /** See `BatchHandler.isSettled`. */
  isSettled(): boolean;
  lag: EventConsumer['lag'];
  /** Resolves when ingest has stopped for good: the process has to end. */
  failure: Promise<Error>;
  /** Finishes what is under way and takes no more. */
  close(): Promise<void>;
}

/**
 * Finishes what a crash left behind, then consumes the events topic into the warehouse; dead letters go to their topic.
 * Resolves when events are taken.
 */
export async function startIngest({ bus, warehouse, log, assertRoom }: IngestParts): Promise<RunningIngest> {
  const { finished, failed } = await deriveOpenBatches(warehouse);
  if (finished > 0) log.warn({ finished }, 'facts of batches from before the start are derived');
  for (const { batchId, tenants, error } of failed) {
    log.error(
      { batchId, tenants, err: error },
      'the facts of a batch cannot be derived; its numbers are stale',
    );
  }
  const producer = await bus.openProducer();
  const handler = createBatchHandler(
    {
      storeBatch: async (events) => {
        await assertRoom?.();
        await storeBatch(warehouse, events);
      },
      finishOpenBatches: async () => {
        await assertRoom?.();
        return deriveOpenBatches(warehouse);
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

function toBusMessage(letter: DeadLetter) {
  return { key: letter.key, value: JSON.stringify(letter), headers: { reason: letter.reason } };
}
