import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ReceivedMessage } from '../../event-bus.ts';
import { messageText } from '../../message-text.ts';
import { createCollector } from '../../testing/collector.ts';
import {
  type KafkaUnderTest,
  isKafkaLeftOut,
  quietLog,
  startKafkaUnderTest,
} from '../../testing/kafka-under-test.ts';
import { openKafka } from '../client/open-kafka.ts';
import { defaultConsumerSettings } from './consumer-settings.ts';

/** The shortest session the broker allows here. */
const quick = { sessionTimeoutMs: 600, heartbeatIntervalMs: 150, rebalanceTimeoutMs: 1_000 };

describe.skipIf(isKafkaLeftOut)('KafkaConsumer', () => {
  let underTest: KafkaUnderTest;
  const opened: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    underTest = await startKafkaUnderTest();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((part) => part.close()));
  });
  afterAll(async () => {
    await underTest.kafka.close();
  });

  function openConsumer(settings = {}) {
    const consumer = underTest.connect({ consumer: { ...quick, ...settings } }).createConsumer();
    opened.push(consumer);
    return consumer;
  }
  async function publish(topic: string, values: readonly string[]): Promise<void> {
    const producer = await underTest.connect().openProducer();
    for (const value of values) await producer.publish(topic, [{ key: 'k', value, headers: {} }]);
    await producer.close();
  }

  it('arms no timer in the past, so that an idle client rests (trap 1)', async () => {
    const consumer = openConsumer();
    const topic = await underTest.makeTopic(1);
    await consumer.run({ topics: [topic], group: topic, handleBatch: async () => {} });
    const timers = vi.spyOn(globalThis, 'setTimeout');
    for (let turn = 0; turn < 5; turn += 1) await consumer.lag();
    const delays = timers.mock.calls.map(([, ms]) => ms ?? 0);
    timers.mockRestore();
    expect(delays.filter((ms) => ms < 0)).toEqual([]);
  });

  it('stops for good at an error of the handler, without a second try (trap 2)', async () => {
    const topic = await underTest.makeTopic(1);
    const consumer = openConsumer();
    const handleBatch = vi.fn(() => Promise.reject(new Error('the warehouse is away')));
    await consumer.run({ topics: [topic], group: topic, handleBatch });
    await publish(topic, ['precious']);
    const failure = await consumer.failure;
    expect(failure.message).toContain('the warehouse is away');
    expect(failure.cause).toBeInstanceOf(Error);
    expect(handleBatch).toHaveBeenCalledTimes(1);
    expect((await consumer.progress()).lagMessages).toBe(1);
  });

  it('stays in the group while a batch takes longer than a session (trap 3)', async () => {
    const topic = await underTest.makeTopic(1);
    const consumer = openConsumer();
    const collected = createCollector();
    let isAborted = false;
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
    await publish(topic, ['one']);
    await collected.until((messages) => messages.length === 1);
    await consumer.close();
    expect({ isAborted, count: collected.messages.length }).toEqual({ isAborted: false, count: 1 });
    expect((await consumer.lag()).map(({ messages }) => messages)).toEqual([0]);
  });

  it('aborts and does not commit a batch whose partition went to another consumer (trap 4)', async () => {
    const topic = await underTest.makeTopic(1);
    const slow = openConsumer();
    const begun = Promise.withResolvers<void>();
    const lost = Promise.withResolvers<void>();
    await slow.run({
      topics: [topic],
      group: topic,
      handleBatch: async (_, { signal }) => {
        begun.resolve();
        if (!signal.aborted) await once(signal, 'abort');
        lost.resolve();
      },
    });
    await publish(topic, ['precious']);
    await begun.promise;
    const heir = openConsumer();
    const collected = createCollector();
    await heir.run({ topics: [topic], group: topic, handleBatch: collected.handleBatch });
    await lost.promise;
    await collected.until((messages) => messages.length >= 1);
    expect(collected.messages.map(messageText)).toContain('precious');
  });

  it('does not oversleep when it has nothing to fetch (trap 5)', async () => {
    expect(defaultConsumerSettings.maxWaitMs).toBeLessThanOrEqual(500);
    const topic = await underTest.makeTopic(1);
    const [first, second] = [openConsumer(), openConsumer()];
    const collected = createCollector();
    const options = { topics: [topic], group: topic, handleBatch: collected.handleBatch };
    await first.run(options);
    await second.run(options);
    const startedMs = performance.now();
    await first.close();
    await publish(topic, ['one']);
    await collected.until((messages) => messages.length === 1);
    // The default of kafkajs sleeps five seconds first.
    expect(performance.now() - startedMs).toBeLessThan(4_500);
  });

  it('bounds a batch by its bytes (trap 6)', async () => {
    const topic = await underTest.makeTopic(1);
    await publish(
      topic,
      Array.from({ length: 20 }, () => 'x'.repeat(50_000)),
    );
    const collected = createCollector();
    const consumer = openConsumer({ maxBatchBytes: 200_000 });
    await consumer.run({ topics: [topic], group: topic, handleBatch: collected.handleBatch });
    await collected.until((messages) => messages.length === 20);
    expect(Math.max(...collected.batches.map((batch) => batch.length))).toBeLessThanOrEqual(4);
  });

  it('delivers what foreign producers write', async () => {
    const topic = await underTest.makeTopic(1);
    const producer = openKafka({
      brokers: underTest.kafka.brokers,
      clientId: 'foreign',
      log: quietLog,
    }).producer();
    await producer.connect();
    await producer.send({
      topic,
      messages: [
        { key: null, value: null },
        { key: Buffer.of(0xff), value: 'odd key' },
        {
          key: 'k',
          value: '',
          headers: { twice: ['first', 'second'], bytes: Buffer.from('text'), constructor: 'c' },
        },
      ],
    });
    await producer.disconnect();
    const collected = createCollector();
    await openConsumer().run({ topics: [topic], group: topic, handleBatch: collected.handleBatch });
    await collected.until((messages) => messages.length === 3);
    const seen = (message: ReceivedMessage | undefined) => [message?.key, message && messageText(message)];
    expect(collected.messages.map(seen)).toEqual([
      ['', ''],
      ['\ufffd', 'odd key'],
      ['k', ''],
    ]);
    expect(Object.entries(collected.messages[2]?.headers ?? {})).toEqual([
      ['twice', 'first'],
      ['bytes', 'text'],
      ['constructor', 'c'],
    ]);
  });
});
