import { type EventBus, type EventConsumer, topics } from '@stepup/event-bus';
import { type Clock, type Logger, systemClock } from '@stepup/runtime';
import { instantOfDate } from '@stepup/contracts';
import { insertDeadLetters, type Warehouse } from '@stepup/warehouse';
import { readDeadLetter } from './read-dead-letter.ts';

export interface DeadLetterKeeperParts {
  bus: EventBus;
  warehouse: Warehouse;
  log: Logger;
  clock?: Clock;
  /** Rejects while there is no room to store anything. */
  assertRoom?: () => Promise<void>;
}

export interface RunningDeadLetterKeeper {
  lag: EventConsumer['lag'];
  /** Resolves when the keeper has stopped for good: the process has to end. */
  failure: Promise<Error>;
  close(): Promise<void>;
}

/**
 * Consumes the dead-letter topic into the warehouse. A batch is handled when its letters are durable; a batch that comes again
 * changes nothing. Where the bus is in the process, whoever publishes a letter hears so only then.
 */
export async function startDeadLetterKeeper({
  bus,
  warehouse,
  log,
  clock = systemClock,
  assertRoom,
}: DeadLetterKeeperParts): Promise<RunningDeadLetterKeeper> {
  const consumer = bus.createConsumer();
  await consumer.run({
    topics: [topics.deadLetters],
    group: 'dead-letter-keeper',
    async handleBatch(batch) {
      await assertRoom?.();
      const letters = batch.map(readDeadLetter);
      await insertDeadLetters(warehouse, letters, instantOfDate(clock.now()));
      const unreadable = letters.filter(({ step }) => step === 'keep').length;
      if (unreadable > 0) log.error({ unreadable }, 'messages of the dead-letter topic are no dead letters');
    },
  });
  return { lag: () => consumer.lag(), failure: consumer.failure, close: () => consumer.close() };
}
