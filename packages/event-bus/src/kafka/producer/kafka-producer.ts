import {
  type BusMessage,
  EventBusOverloaded,
  EventBusUnavailable,
  type EventProducer,
  MessageTooLarge,
} from '../../event-bus.ts';
import { errorType, rootMessage } from '../client/error-type.ts';
import type { BusLog } from '../client/kafka-connection.ts';
import { messageBytes } from './message-bytes.ts';
import type { CheckedSender } from './checked-sender.ts';
import type { ProducerLimits } from './producer-limits.ts';
import { type Publish, PublishQueue, type PublishRequest } from './publish-queue.ts';

function toPublishError(topic: string, error: unknown): Error {
  switch (errorType(error)) {
    case 'MESSAGE_TOO_LARGE':
    case 'RECORD_LIST_TOO_LARGE':
      return new MessageTooLarge(`a message is larger than ${topic} takes`, { cause: error });
    default:
      return new EventBusUnavailable(`Kafka has not taken messages for ${topic}: ${rootMessage(error)}`, {
        cause: error,
      });
  }
}

/**
 * One request at a time; what is published meanwhile goes together into the next. That keeps the order of keys whatever
 * fails, and is faster than many small requests.
 */
export class KafkaProducer implements EventProducer {
  readonly #sender: CheckedSender;
  readonly #limits: ProducerLimits;
  readonly #log: BusLog;
  readonly #queue: PublishQueue;
  #unacknowledgedMessages = 0;
  #unacknowledgedBytes = 0;
  #pumping: Promise<void> | null = null;
  #isClosed = false;

  constructor(sender: CheckedSender, limits: ProducerLimits, log: BusLog) {
    this.#sender = sender;
    this.#limits = limits;
    this.#log = log;
    this.#queue = new PublishQueue(limits.maxRequestBytes);
  }

  async publish(topic: string, messages: readonly BusMessage[]): Promise<void> {
    if (this.#isClosed) throw new Error('this producer is closed');
    if (messages.length === 0) return;
    const sizesBytes = messages.map(messageBytes);
    const sizeBytes = sizesBytes.reduce((sum, size) => sum + size, 0);
    this.#admit(messages.length, sizeBytes);
    const settled = Promise.withResolvers<void>();
    const publish: Publish = {
      topic,
      messages,
      sizesBytes,
      takenCount: 0,
      acknowledgedCount: 0,
      isDropped: false,
      settled,
    };
    this.#queue.push(publish);
    this.#pumping ??= this.#pump();
    const timer = setTimeout(() => {
      publish.isDropped = true;
      const seconds = this.#limits.publishTimeoutMs / 1_000;
      settled.reject(
        new EventBusUnavailable(`Kafka has not taken messages for ${topic} within ${seconds} s`),
      );
    }, this.#limits.publishTimeoutMs);
    try {
      await settled.promise;
    } finally {
      clearTimeout(timer);
      this.#unacknowledgedMessages -= messages.length;
      this.#unacknowledgedBytes -= sizeBytes;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#pumping !== null) await this.#pumping;
    await this.#sender.close();
  }

  /** An idle producer takes anything, or what exceeds the bounds could never pass. */
  #admit(count: number, sizeBytes: number): void {
    const { maxUnacknowledgedMessages, maxUnacknowledgedBytes } = this.#limits;
    const isWithin =
      this.#unacknowledgedMessages === 0 ||
      (this.#unacknowledgedMessages + count <= maxUnacknowledgedMessages &&
        this.#unacknowledgedBytes + sizeBytes <= maxUnacknowledgedBytes);
    if (!isWithin) throw new EventBusOverloaded('too much waits for the acknowledgement of Kafka');
    this.#unacknowledgedMessages += count;
    this.#unacknowledgedBytes += sizeBytes;
  }

  async #pump(): Promise<void> {
    // What is published in the same turn of the event loop shares the first request.
    await Promise.resolve();
    for (let request = this.#queue.takeRequest(); request !== null; request = this.#queue.takeRequest()) {
      await this.#send(request);
    }
    this.#pumping = null;
  }

  async #send({ topic, messages, parts }: PublishRequest): Promise<void> {
    try {
      await this.#sender.send(topic, messages);
    } catch (error) {
      const failure = toPublishError(topic, error);
      this.#log.warn({ err: failure, topic, messages: messages.length }, 'messages were not published');
      for (const { publish } of parts) {
        publish.isDropped = true;
        publish.settled.reject(failure);
      }
      return;
    }
    for (const { publish, count } of parts) {
      publish.acknowledgedCount += count;
      if (publish.acknowledgedCount === publish.messages.length) publish.settled.resolve();
    }
  }
}
