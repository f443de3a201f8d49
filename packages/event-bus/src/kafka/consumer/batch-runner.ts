import type { EachBatchPayload } from 'kafkajs';
import type { ConsumerOptions } from '../../event-bus.ts';
import { fromKafkaMessage } from '../from-kafka-message.ts';
import type { ConsumerSettings } from './consumer-settings.ts';
import { keepAlive } from './keep-alive.ts';
import type { Membership } from './membership.ts';

/** Tells kafkajs to stop at once: it repeats everything that is not marked so. */
class HandlerFailed extends Error {
  override readonly name = 'HandlerFailed';
  readonly retriable = false;
}

/**
 * Handles one batch: handler awaited, then offsets committed, then kafkajs told to go on. A batch that was not committed
 * comes again.
 */
export class BatchRunner {
  readonly #options: Pick<ConsumerOptions, 'handleBatch'>;
  readonly #membership: Membership;
  readonly #settings: ConsumerSettings;
  /** What a handler rejected with: the consumer is to stop for good. */
  failure: Error | null = null;

  constructor(
    options: Pick<ConsumerOptions, 'handleBatch'>,
    membership: Membership,
    settings: ConsumerSettings,
  ) {
    this.#options = options;
    this.#membership = membership;
    this.#settings = settings;
  }

  async run(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { topic, partition } = batch;
    if (this.failure !== null) throw new HandlerFailed(this.failure.message, { cause: this.failure });
    const lease = await this.#membership.lease(topic, partition);
    try {
      // It may have been fetched before another batch failed, before a seek, or before the end.
      if (!payload.isRunning() || payload.isStale()) return;
      const alive = keepAlive(() => payload.heartbeat(), this.#membership, this.#settings);
      try {
        const messages = batch.messages.map((message) => fromKafkaMessage(topic, partition, message));
        await this.#options.handleBatch(messages, { signal: lease.signal });
      } catch (error) {
        // A handler that was told to stop may well reject.
        if (!lease.signal.aborted) throw this.#fail(error);
      } finally {
        alive.stop();
      }
      if (lease.signal.aborted) throw lease.signal.reason;
      const lastOffset = batch.lastOffset();
      const offset = (BigInt(lastOffset) + 1n).toString();
      await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] });
      payload.resolveOffset(lastOffset);
      if (alive.error !== null) throw alive.error;
    } finally {
      lease.release();
    }
  }

  #fail(error: unknown): HandlerFailed {
    this.failure ??= error instanceof Error ? error : new Error(String(error));
    return new HandlerFailed(this.failure.message, { cause: error });
  }
}
