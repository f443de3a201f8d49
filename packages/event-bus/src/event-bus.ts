/** A message to be sent. Messages of one topic with the same key are handled in the order they were published. */
export interface BusMessage {
  key: string;
  /** Text travels as UTF-8. */
  value: Uint8Array | string;
  headers: Record<string, string>;
  /**
   * What `value` was written from, for a handler that shares the process with the sender and can tell that it is what it
   * should be. Adapters that leave the process drop it; `value` is always there.
   */
  content?: object;
}

export interface ReceivedMessage extends BusMessage {
  topic: string;
  partition: number;
  /**
   * Decimal digits, rising within a partition, never used for two messages. Where messages lie is no
   * identity: a message that is delivered again may have another offset.
   */
  offset: string;
  timestampMs: number;
}

export interface BatchContext {
  /** Aborted when the results of this batch no longer count, because its partition went to another consumer. */
  signal: AbortSignal;
}

export interface ConsumerOptions {
  topics: readonly string[];
  /** Consumers of one group share the partitions; every group gets every message. */
  group: string;
  /**
   * Gets messages of one topic and one partition, in order, never two batches of one partition at a time.
   * Resolving means handled for good; rejecting means none of them was handled. A batch may come again.
   */
  handleBatch(batch: readonly ReceivedMessage[], context: BatchContext): Promise<void>;
}

export interface PartitionLag {
  topic: string;
  partition: number;
  /** Offset of the next message to be handled. */
  nextOffset: string;
  /** Messages that wait or are being handled. */
  messages: number;
}

export interface EventProducer {
  /**
   * Resolves when the messages are durable in the sense of the adapter. Rejected messages may or may not be
   * handled: publish them again. Messages of one call are not a transaction.
   */
  publish(topic: string, messages: readonly BusMessage[]): Promise<void>;
  /** Takes nothing new and waits for what was published. */
  close(): Promise<void>;
}

export interface EventConsumer {
  /** Starts handling; resolves when the consumer takes messages. Once per consumer. */
  run(options: ConsumerOptions): Promise<void>;
  lag(): Promise<PartitionLag[]>;
  /** Resolves when the consumer has stopped and does not go on by itself: the process has to end. */
  failure: Promise<Error>;
  /** Lets the batches under way finish and takes no more. */
  close(): Promise<void>;
}

/** The port: everything the product asks of a bus. */
export interface EventBus {
  openProducer(): Promise<EventProducer>;
  createConsumer(): EventConsumer;
}

/** The bus holds as much as it may: nothing was taken, and trying again later is right. */
export class EventBusOverloaded extends Error {
  override readonly name = 'EventBusOverloaded';
}

/**
 * The bus cannot be reached, or has not answered in time. What was published may or may not be handled: publish it
 * again.
 */
export class EventBusUnavailable extends Error {
  override readonly name = 'EventBusUnavailable';
}

/** A message is larger than its topic takes: it will never pass as it is. */
export class MessageTooLarge extends Error {
  override readonly name = 'MessageTooLarge';
}
