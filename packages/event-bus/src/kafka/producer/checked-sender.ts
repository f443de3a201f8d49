import type { ICustomPartitioner, Kafka, Producer } from 'kafkajs';
import type { BusMessage } from '../../event-bus.ts';
import { REQUEST_TIMEOUT_MS } from '../client/open-kafka.ts';
import { murmur2 } from './murmur2.ts';

/**
 * Sends one request at a time through an idempotent producer of kafkajs, and believes in it only as far as its answer
 * goes:
 *
 * - After a failure the producer is thrown away. kafkajs takes the sequence numbers of a request that failed back, and
 *   the broker may have stored it all the same: it would take the next request of the same length for a repetition,
 *   acknowledge it and drop it.
 * - An answer must name every partition that messages went to. When a leader moves between two attempts kafkajs may
 *   skip a partition and call the request a success.
 */
export class CheckedSender {
  readonly #kafka: Kafka;
  #producer: Producer | null = null;
  #partitions = new Set<number>();
  readonly #leaving = new Set<Promise<void>>();

  constructor(kafka: Kafka) {
    this.#kafka = kafka;
  }

  async open(): Promise<Producer> {
    if (this.#producer !== null) return this.#producer;
    const producer = this.#kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: this.#createPartitioner,
      // Twice the request timeout and a little: what hangs longer is given up, and the producer with it.
      retry: { initialRetryTime: 100, factor: 0.2, multiplier: 2, maxRetryTime: 1_000, retries: 5 },
    });
    try {
      await producer.connect();
    } catch (error) {
      this.#leave(producer);
      throw error;
    }
    this.#producer = producer;
    return producer;
  }

  /** Resolves when all in-sync replicas of every partition have the messages. */
  async send(topic: string, messages: readonly BusMessage[]): Promise<void> {
    const producer = await this.open();
    this.#partitions = new Set();
    try {
      const answers = await producer.send({
        topic,
        acks: -1,
        timeout: REQUEST_TIMEOUT_MS - 1_000,
        messages: messages.map(({ key, value, headers }) => ({
          key,
          value:
            typeof value === 'string' ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength),
          headers,
        })),
      });
      const stored = new Set(
        answers.filter(({ errorCode }) => errorCode === 0).map(({ partition }) => partition),
      );
      if (![...this.#partitions].every((partition) => stored.has(partition))) {
        throw new Error(`the broker has not confirmed every partition of ${topic}`);
      }
    } catch (error) {
      this.#producer = null;
      this.#leave(producer);
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#producer !== null) this.#leave(this.#producer);
    this.#producer = null;
    await Promise.all(this.#leaving);
  }

  /** Java's way of hashing keys, so that other producers agree, and a note of where messages went. */
  readonly #createPartitioner: ICustomPartitioner =
    () =>
    ({ message, partitionMetadata }) => {
      const key = Buffer.from(message.key ?? '');
      const partition = (murmur2(key) & 0x7fffffff) % partitionMetadata.length;
      this.#partitions.add(partition);
      return partition;
    };

  #leave(producer: Producer): void {
    const leaving: Promise<void> = producer
      .disconnect()
      .catch(() => {})
      .finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }
}
