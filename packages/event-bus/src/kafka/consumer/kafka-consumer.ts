import type { Consumer, Kafka } from 'kafkajs';
import {
  type ConsumerOptions,
  EventBusUnavailable,
  type EventConsumer,
  type PartitionLag,
} from '../../event-bus.ts';
import { type ConsumerProgress, watchProgress } from '../../watch-progress.ts';
import { rootMessage } from '../client/error-type.ts';
import type { BusLog } from '../client/kafka-connection.ts';
import { requestRetry } from '../client/open-kafka.ts';
import { BatchRunner } from './batch-runner.ts';
import type { ConsumerSettings } from './consumer-settings.ts';
import { Membership } from './membership.ts';
import { OutageWatch } from './outage-watch.ts';
import { readLag } from './read-lag.ts';

/** `rebalancing`: the group shares its partitions out anew and waits for this consumer; `committed`: a batch is handled for good. */
export type ConsumerMoment = 'rebalancing' | 'committed';

/** A consumer of the port that also says whether it gets on. */
export class KafkaConsumer implements EventConsumer {
  readonly #kafka: Kafka;
  readonly #settings: ConsumerSettings;
  readonly #log: BusLog;
  readonly #onMoment: (moment: ConsumerMoment) => void;
  readonly #membership = new Membership();
  readonly #outage: OutageWatch;
  readonly #failure = Promise.withResolvers<Error>();
  readonly #joined = Promise.withResolvers<void>();
  readonly failure: Promise<Error> = this.#failure.promise;
  readonly progress: () => Promise<ConsumerProgress> = watchProgress(this);
  #group: string | null = null;
  #consumer: Consumer | null = null;
  #runner: BatchRunner | null = null;
  #closing: Promise<void> | null = null;

  constructor(
    kafka: Kafka,
    settings: ConsumerSettings,
    log: BusLog,
    onMoment: (moment: ConsumerMoment) => void = () => undefined,
  ) {
    this.#kafka = kafka;
    this.#settings = settings;
    this.#outage = new OutageWatch(settings.maxOutageMs);
    this.#log = log;
    this.#onMoment = onMoment;
  }

  async run(options: ConsumerOptions): Promise<void> {
    const { topics, group } = options;
    if (this.#group !== null || this.#closing !== null) throw new Error('a consumer runs once');
    this.#group = group;
    const consumer = this.#createConsumer(group);
    const runner = new BatchRunner(options, this.#membership, this.#settings);
    this.#consumer = consumer;
    this.#runner = runner;
    this.#watch(consumer);
    this.#outage.watch(consumer);
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: this.#settings.concurrentPartitions,
        eachBatch: (payload) => runner.run(payload),
      });
    } catch (error) {
      await this.close();
      throw new EventBusUnavailable(`Kafka cannot be read: ${rootMessage(error)}`, { cause: error });
    }
    // kafkajs resolves `run` also when it could not join.
    const failed = await Promise.race([this.#joined.promise, this.failure]);
    if (failed instanceof Error) throw failed;
  }

  async lag(): Promise<PartitionLag[]> {
    return this.#group === null ? [] : readLag(this.#kafka, this.#group, this.#membership.assignment);
  }

  close(): Promise<void> {
    this.#closing ??= (async () => {
      // Waits for the batches under way and their commits, then leaves the group.
      await this.#consumer?.disconnect();
    })();
    return this.#closing;
  }

  #createConsumer(group: string): Consumer {
    const settings = this.#settings;
    return this.#kafka.consumer({
      groupId: group,
      sessionTimeout: settings.sessionTimeoutMs,
      heartbeatInterval: settings.heartbeatIntervalMs,
      rebalanceTimeout: settings.rebalanceTimeoutMs,
      maxBytesPerPartition: settings.maxBatchBytes,
      maxBytes: settings.maxFetchBytes,
      minBytes: settings.minFetchBytes,
      maxWaitTimeInMs: settings.maxWaitMs,
      allowAutoTopicCreation: false,
      retry: { ...requestRetry, restartOnFailure: async (error) => this.#mayRestart(error) },
    });
  }

  /** Only brokers that are away are waited for, and not for ever; the rest ends the consumer. */
  #mayRestart(error: Error): boolean {
    const isClosed = this.#closing !== null || this.#runner?.failure !== null;
    if (isClosed || !this.#outage.mayRestart) return false;
    const outageMs = Math.round(this.#outage.outageMs);
    this.#log.warn({ err: error, outageMs }, 'Kafka is away: the consumer starts again');
    return true;
  }

  #watch(consumer: Consumer): void {
    const { GROUP_JOIN, CRASH, REBALANCING, COMMIT_OFFSETS } = consumer.events;
    consumer.on(REBALANCING, () => this.#onMoment('rebalancing'));
    consumer.on(COMMIT_OFFSETS, () => this.#onMoment('committed'));
    consumer.on(GROUP_JOIN, ({ payload }) => {
      this.#membership.joined(payload.memberAssignment);
      this.#log.info({ assignment: payload.memberAssignment }, 'partitions were assigned');
      this.#joined.resolve();
    });
    consumer.on(CRASH, ({ payload }) => {
      this.#membership.lost(payload.error);
      if (payload.restart) return;
      const cause = this.#runner?.failure ?? payload.error;
      this.#log.error({ err: cause }, 'the consumer has stopped for good');
      this.#failure.resolve(new Error(`the consumer has stopped: ${rootMessage(cause)}`, { cause }));
    });
  }
}
