/**
 * The traps of kafkajs that the adapter wraps. Each is sprung twice: on the adapter as it is, which has to hold, and with the
 * wrapping undone, which the same check has to see.
 */
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { startTcpProxy, type TcpProxy } from '@stepup/local-servers';
import kafkajs, { type Kafka, type Producer, type ProducerConfig } from 'kafkajs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCollector } from '../testing/collector.ts';
import {
  type KafkaUnderTest,
  isKafkaLeftOut,
  quietLog,
  startKafkaUnderTest,
} from '../testing/kafka-under-test.ts';
import { type KafkaPlant, plantKafka } from '../testing/plant-kafka.ts';
import { untilPublished } from '../testing/until-published.ts';
import { messageText } from '../message-text.ts';
import { openKafka } from './client/open-kafka.ts';
import { type ConsumerSettings, defaultConsumerSettings } from './consumer/consumer-settings.ts';
import { KafkaConsumer } from './consumer/kafka-consumer.ts';
import { CheckedSender } from './producer/checked-sender.ts';
import { KafkaProducer } from './producer/kafka-producer.ts';
import { defaultProducerLimits } from './producer/producer-limits.ts';
import { readTopicRange } from './range/read-topic-range.ts';

/** The shortest session the broker allows here. */
const quick = { sessionTimeoutMs: 600, heartbeatIntervalMs: 150, rebalanceTimeoutMs: 1_000 };

interface Trap {
  trap: string;
  bug: string;
  plant: KafkaPlant;
  /** Whether the adapter on this client holds; the plant is in the client. */
  holds(plant: KafkaPlant): Promise<boolean>;
}

describe.skipIf(isKafkaLeftOut)('traps of kafkajs', () => {
  let link: TcpProxy;
  let underTest: KafkaUnderTest;
  const opened: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    let brokerPort = 0;
    link = await startTcpProxy(() => brokerPort);
    underTest = await startKafkaUnderTest({ advertisedPort: link.port });
    brokerPort = underTest.kafka.port;
  });
  afterEach(async () => {
    link.set({ kind: 'up' });
    await Promise.all(opened.splice(0).map((part) => part.close()));
  });
  afterAll(async () => {
    await underTest.kafka.close();
    await link.close();
  });

  const connection = (clientId: string) => ({ brokers: underTest.kafka.brokers, clientId, log: quietLog });
  const clientOf = (plant: KafkaPlant, clientId = 'test'): Kafka =>
    plantKafka(openKafka(connection(clientId)), plant);
  function openConsumer(plant: KafkaPlant, settings: Partial<ConsumerSettings> = {}, clientId?: string) {
    const chosen = { ...defaultConsumerSettings, ...quick, ...settings };
    const consumer = new KafkaConsumer(clientOf(plant, clientId), chosen, quietLog);
    opened.push(consumer);
    return consumer;
  }
  function openProducer(plant: KafkaPlant, limits = {}) {
    const sender = new CheckedSender(clientOf(plant));
    const producer = new KafkaProducer(sender, { ...defaultProducerLimits, ...limits }, quietLog);
    opened.push(producer);
    return producer;
  }
  const message = (value: string, key = 'k') => ({ key, value, headers: {} });
  async function publish(topic: string, ...values: string[]): Promise<void> {
    const producer = await underTest.connect().openProducer();
    for (const value of values) await producer.publish(topic, [message(value)]);
    await producer.close();
  }
  async function stored(topic: string): Promise<(string | null)[]> {
    const texts: (string | null)[] = [];
    for await (const received of readTopicRange(connection('reader'), topic))
      texts.push(messageText(received));
    return texts;
  }
  async function committed(topic: string): Promise<string | undefined> {
    const admin = openKafka(connection('admin')).admin();
    await admin.connect();
    const [offsets] = await admin.fetchOffsets({ groupId: topic, topics: [topic] });
    await admin.disconnect();
    return offsets?.partitions[0]?.offset;
  }

  const endless = Promise.withResolvers<'endless'>();
  let tries = 0;
  const traps: readonly Trap[] = [
    {
      trap: '2: a crash restarts for ever',
      bug: 'an error of the handler may pass by itself',
      plant: {
        thrown(error) {
          tries += 1;
          if (tries === 3) endless.resolve('endless');
          return Object.assign(new Error(String(error)), { retriable: true });
        },
      },
      async holds(plant) {
        const topic = await underTest.makeTopic(1);
        const handleBatch = vi.fn(() => Promise.reject(new Error('the warehouse is away')));
        const consumer = openConsumer(plant);
        await consumer.run({ topics: [topic], group: topic, handleBatch });
        await publish(topic, 'precious');
        const outcome = await Promise.race([consumer.failure, endless.promise]);
        if (outcome === 'endless') return false;
        const calls = handleBatch.mock.calls.length;
        return (
          outcome.message.includes('the warehouse is away') && calls === 1 && (await lagOf(consumer)) === 1
        );
      },
    },
    {
      trap: '3: heartbeats are sent between batches only',
      bug: 'no heartbeat while a batch is handled',
      plant: { payload: (payload) => ({ ...payload, heartbeat: () => Promise.resolve() }) },
      async holds(plant) {
        const topic = await underTest.makeTopic(1);
        const collected = createCollector();
        let isAborted = false;
        const consumer = openConsumer(plant);
        await consumer.run({
          topics: [topic],
          group: topic,
          handleBatch: async (batch, { signal }) => {
            // The long insert itself, not a wait for something.
            await delay(3 * quick.sessionTimeoutMs);
            isAborted ||= signal.aborted;
            await collected.handleBatch(batch);
          },
        });
        await publish(topic, 'one');
        await collected.until((messages) => messages.length === 1);
        await consumer.close();
        return !isAborted && collected.messages.length === 1 && (await lagOf(consumer)) === 0;
      },
    },
    {
      trap: '4: who has lost a partition is not told, and may commit',
      bug: 'no heartbeat tells that the partition is lost',
      plant: { payload: (payload) => ({ ...payload, heartbeat: () => Promise.resolve() }) },
      async holds(plant) {
        const topic = await underTest.makeTopic(1);
        const begun = Promise.withResolvers<AbortSignal>();
        const finish = Promise.withResolvers<void>();
        const slow = openConsumer(plant);
        await slow.run({
          topics: [topic],
          group: topic,
          handleBatch: async (_, { signal }) => {
            begun.resolve(signal);
            await finish.promise;
            // What was told to stop may well reject; that ends no consumer.
            signal.throwIfAborted();
          },
        });
        await publish(topic, 'precious');
        const signal = await begun.promise;
        const beats = Promise.withResolvers<'not told'>();
        const inherited = Promise.withResolvers<void>();
        const handOver = Promise.withResolvers<void>();
        let seen = 0;
        // Its heartbeats while it handles the batch are the clock: the slow one has had as many.
        const heir = openConsumer({
          payload: (payload) => ({
            ...payload,
            heartbeat: async () => {
              await payload.heartbeat();
              seen += 1;
              if (seen === 30) beats.resolve('not told');
            },
          }),
        });
        await heir.run({
          topics: [topic],
          group: topic,
          handleBatch: async () => {
            inherited.resolve();
            await handOver.promise;
          },
        });
        await inherited.promise;
        const told = signal.aborted
          ? 'told'
          : await Promise.race([once(signal, 'abort').then(() => 'told'), beats.promise]);
        finish.resolve();
        await slow.close();
        const isUntouched = (await committed(topic)) === '-1';
        handOver.resolve();
        await heir.close();
        const failed = await Promise.race([slow.failure.then(() => true), Promise.resolve(false)]);
        return told === 'told' && isUntouched && !failed;
      },
    },
    {
      trap: '5: a consumer with nothing to fetch sleeps for as long as a broker may wait',
      bug: 'it waits for eight seconds',
      plant: { consumerConfig: (config) => ({ ...config, maxWaitTimeInMs: 8_000 }) },
      async holds(plant) {
        // Beside one that sleeps for four seconds, which is to be the slower one.
        const four: KafkaPlant = { consumerConfig: (config) => ({ ...config, maxWaitTimeInMs: 4_000 }) };
        const first = await Promise.race([
          firstAfterIdling(plant).then(() => 'ours'),
          firstAfterIdling(four).then(() => 'the slower one'),
        ]);
        return first === 'ours';
      },
    },
    {
      trap: '6: batches have no other bound than their bytes',
      bug: 'no bound',
      plant: { consumerConfig: (config) => ({ ...config, maxBytesPerPartition: 1e8, maxBytes: 1e8 }) },
      async holds(plant) {
        const topic = await underTest.makeTopic(1);
        await publish(topic, ...Array.from({ length: 20 }, () => 'x'.repeat(50_000)));
        const collected = createCollector();
        await openConsumer(plant, { maxBatchBytes: 200_000 }).run({
          topics: [topic],
          group: topic,
          handleBatch: collected.handleBatch,
        });
        await collected.until((messages) => messages.length === 20);
        return Math.max(...collected.batches.map((batch) => batch.length)) <= 4;
      },
    },
    {
      trap: '7: sequence numbers of a failed request are used again',
      bug: 'the producer is kept after a failure',
      plant: { producer: keptProducer() },
      async holds(plant) {
        const topic = await underTest.makeTopic(1);
        const producer = openProducer(plant);
        await producer.publish(topic, [message('first')]);
        // The broker stores it and its answer is lost, as are all further attempts.
        link.set({ kind: 'answer_lost' });
        const lost = await producer.publish(topic, [message('unanswered')]).then(
          () => 'acknowledged',
          () => 'refused',
        );
        link.set({ kind: 'up' });
        expect(lost).toBe('refused');
        expect(await stored(topic)).toEqual(['first', 'unanswered']);
        await untilPublished(() => producer.publish(topic, [message('another')]));
        return (await stored(topic)).includes('another');
      },
    },
    {
      trap: '8: a partition whose leader moved is skipped and called a success',
      bug: 'an answer need not name every partition',
      plant: {
        // The partitioner of kafkajs itself chooses, and nothing is noted.
        producer: (make, config) =>
          skipping(make, { ...config, createPartitioner: kafkajs.Partitioners.DefaultPartitioner }),
      },
      async holds(plant) {
        const topic = await underTest.makeTopic(2);
        const producer = openProducer({ producer: skipping, ...plant });
        const told = await producer
          .publish(
            topic,
            Array.from({ length: 20 }, (_, index) => message(`${index}`, `key-${index}`)),
          )
          .then(
            () => 'acknowledged',
            () => 'refused',
          );
        expect((await stored(topic)).length).toBeLessThan(20);
        return told === 'refused';
      },
    },
  ];

  it.each(traps)('$trap: the adapter holds', async (trap) => {
    expect(await trap.holds({})).toBe(true);
  });

  it.each(traps)('$trap: it is seen that $bug', async (trap) => {
    expect(await trap.holds(trap.plant)).toBe(false);
  });

  describe('1: timers in the past, on which an idle client spins', () => {
    async function pastTimers(): Promise<number> {
      const consumer = openConsumer({});
      const topic = await underTest.makeTopic(1);
      await consumer.run({ topics: [topic], group: topic, handleBatch: async () => {} });
      const timers = vi.spyOn(globalThis, 'setTimeout');
      for (let turn = 0; turn < 5; turn += 1) await consumer.lag();
      const delays = timers.mock.calls.map(([, ms]) => ms ?? 0);
      timers.mockRestore();
      return delays.filter((ms) => ms < 0).length;
    }

    it('are not armed', async () => {
      expect(await pastTimers()).toBe(0);
    });

    it('are seen where the patch is not applied', async () => {
      const RequestQueue: unknown = createRequire(import.meta.url)('kafkajs/src/network/requestQueue');
      const { prototype } = RequestQueue as { prototype: PatchedQueue };
      const patched = vi.spyOn(prototype, 'scheduleCheckPendingRequests').mockImplementation(spin);
      const count = await pastTimers();
      patched.mockRestore();
      expect(count).toBeGreaterThan(0);
    });
  });

  describe('9: a connection that is lost while a consumer joins', () => {
    const load = createRequire(import.meta.url);
    const Group: unknown = load('kafkajs/src/consumer/consumerGroup');
    const Broker: unknown = load('kafkajs/src/broker');
    const Cluster: unknown = load('kafkajs/src/cluster');

    /** Joining meets this error once; whether the consumer gets over it. */
    async function getsOver(error: unknown): Promise<boolean> {
      const topic = await underTest.makeTopic(1);
      await publish(topic, 'one');
      const collected = createCollector();
      const consumer = openConsumer({});
      const { prototype } = Group as { prototype: { joinAndSync(): Promise<void> } };
      const joining = vi.spyOn(prototype, 'joinAndSync').mockImplementationOnce(() => Promise.reject(error));
      const outcome = await Promise.race([
        collected.until((messages) => messages.length === 1).then(() => true),
        consumer.failure.then(() => false),
        consumer.run({ topics: [topic], group: topic, handleBatch: collected.handleBatch }).then(
          () => new Promise<never>(() => {}),
          () => false,
        ),
      ]);
      expect(joining).toHaveBeenCalled();
      joining.mockRestore();
      return outcome;
    }

    /** What comes of asking the only broker for the coordinator of a group, which answers with this. */
    async function findCoordinatorWhere(answer: Error): Promise<unknown> {
      const { prototype } = Cluster as {
        prototype: { findGroupCoordinatorMetadata(of: object): Promise<void> };
      };
      const broker = { findGroupCoordinator: () => Promise.reject(answer) };
      const cluster = {
        logger: { debug: () => undefined },
        // As the client has them: a broker that cannot be asked is passed over, and what is bailed out of is not tried again.
        brokerPool: {
          withBroker: (ask: (chosen: object) => Promise<unknown>) =>
            ask({ nodeId: '0', broker }).catch(() => null),
        },
        retrier: (attempt: (bail: (error: Error) => void) => Promise<unknown>) =>
          new Promise((resolve, reject) => {
            attempt(reject).then(resolve, reject);
          }),
      };
      return prototype.findGroupCoordinatorMetadata
        .call(cluster, { groupId: 'g' })
        .catch((thrown: unknown) => thrown);
    }

    it('is one that comes back, between the choice of a broker and the request to it', async () => {
      const broker = new (Broker as new (parts: object) => { lookupRequest(key: number): unknown })({
        connectionPool: {},
        logger: { namespace: () => null },
      });
      expect(await getsOver(thrownBy(() => broker.lookupRequest(3)))).toBe(true);
    });

    it('is one that comes back, where no broker says who coordinates the group', async () => {
      const lost = new kafkajs.KafkaJSConnectionError('Connection error');
      const error = await findCoordinatorWhere(lost);
      expect(error).toHaveProperty('name', 'KafkaJSGroupCoordinatorNotFound');
      expect(await getsOver(error)).toBe(true);
    });

    it('is not taken for one where a broker refuses the group', async () => {
      const refused = new kafkajs.KafkaJSNonRetriableError('Not authorized to access group');
      const error = await findCoordinatorWhere(refused);
      expect(error).toBe(refused);
      expect(await getsOver(error)).toBe(false);
    });

    it.each([
      new Error('Broker not connected'),
      new kafkajs.KafkaJSNonRetriableError('Failed to find group coordinator'),
    ])('is seen to end the consumer where the patch is not applied: $message', async (error) => {
      expect(await getsOver(error)).toBe(false);
    });
  });

  /** Two of a group share one partition; the one that has it goes. Resolves when the idle one has handled what comes then. */
  async function firstAfterIdling(plant: KafkaPlant): Promise<void> {
    const topic = await underTest.makeTopic(1);
    const collected = createCollector();
    const options = { topics: [topic], group: topic, handleBatch: collected.handleBatch };
    const patient = { ...quick, sessionTimeoutMs: 20_000, rebalanceTimeoutMs: 20_000 };
    const [one, other] = [openConsumer(plant, patient, 'a'), openConsumer(plant, patient, 'b')];
    await one.run(options);
    await other.run(options);
    await one.close();
    await publish(topic, 'one');
    await collected.until((messages) => messages.length === 1);
  }
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

interface PatchedQueue {
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  throttledUntil: number;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

/** What the patch takes out: a timer after every answer, though nothing is throttled and nothing waits. */
function spin(this: PatchedQueue): void {
  this.throttleCheckTimeoutId ??= setTimeout(() => {
    this.throttleCheckTimeoutId = null;
    this.checkPendingRequests();
  }, this.throttledUntil - Date.now());
}

/** One producer for every time that another one is asked for. */
function keptProducer(): NonNullable<KafkaPlant['producer']> {
  let kept: Producer | null = null;
  return (make, config) => {
    kept ??= { ...make(config), disconnect: () => Promise.resolve() };
    return kept;
  };
}

/** Leaves out what goes to the second partition, and answers as if it had never been asked to. */
function skipping(make: (config: ProducerConfig) => Producer, config: ProducerConfig): Producer {
  const producer = make(config);
  const choose = config.createPartitioner?.();
  const partitionMetadata = [0, 1].map((partitionId) => ({
    partitionId,
    leader: 1,
    partitionErrorCode: 0,
    replicas: [1],
    isr: [1],
  }));
  return {
    ...producer,
    send: (record) =>
      producer.send({
        ...record,
        messages: record.messages.filter(
          (message) => choose?.({ topic: record.topic, partitionMetadata, message }) === 0,
        ),
      }),
  };
}

async function lagOf(consumer: KafkaConsumer): Promise<number> {
  return (await consumer.lag()).reduce((sum, { messages }) => sum + messages, 0);
}
