import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BusMessage, ConsumerOptions, EventBus, EventConsumer } from '../event-bus.ts';
import { messageText } from '../message-text.ts';
import { createCollector } from './collector.ts';

/** An adapter under test, with a fresh topic of at least two partitions for every test. */
export interface BusUnderTest {
  bus: EventBus;
  topic: string;
  close(): Promise<void>;
}

function message(key: string, value: string): BusMessage {
  return { key, value, headers: {} };
}

/**
 * The promises every adapter of the port keeps. Consumers run before anything is published, messages may
 * come more than once, and a failed batch may be told to the publisher or be delivered again.
 */
export function describeEventBus(name: string, makeBus: () => Promise<BusUnderTest>): void {
  describe(`${name} as an event bus`, () => {
    let underTest: BusUnderTest;
    let consumers: EventConsumer[];
    beforeEach(async () => {
      underTest = await makeBus();
      consumers = [];
    });
    afterEach(async () => {
      await Promise.all(consumers.map((consumer) => consumer.close()));
      await underTest.close();
    });

    async function consume(
      handleBatch: ConsumerOptions['handleBatch'],
      group = 'sink',
    ): Promise<EventConsumer> {
      const consumer = underTest.bus.createConsumer();
      consumers.push(consumer);
      await consumer.run({ topics: [underTest.topic], group, handleBatch });
      return consumer;
    }
    const has = (count: number) => (messages: readonly unknown[]) => messages.length >= count;

    it('delivers key, value and headers as they were sent', async () => {
      const collected = createCollector();
      await consume(collected.handleBatch);
      const producer = await underTest.bus.openProducer();
      const beforeMs = Date.now();
      await producer.publish(underTest.topic, [
        { key: '["acme","deal/Ü"]', value: '{"näme":"日本"}', headers: { type: 'sales.deal.changed.v1' } },
      ]);
      await collected.until(has(1));
      await producer.close();
      const [received] = collected.messages;
      expect(received).toMatchObject({
        key: '["acme","deal/Ü"]',
        headers: { type: 'sales.deal.changed.v1' },
        topic: underTest.topic,
      });
      expect(received === undefined ? null : messageText(received)).toBe('{"näme":"日本"}');
      expect(received?.offset).toMatch(/^\d+$/);
      // Brokers keep milliseconds, and their clock is not ours.
      expect(Math.abs((received?.timestampMs ?? 0) - beforeMs)).toBeLessThan(60_000);
    });

    it('delivers bytes that are no text', async () => {
      const collected = createCollector();
      await consume(collected.handleBatch);
      const producer = await underTest.bus.openProducer();
      const bytes = Uint8Array.of(0, 255, 128, 10, 13);
      await producer.publish(underTest.topic, [{ key: 'k', value: bytes, headers: {} }]);
      await collected.until(has(1));
      await producer.close();
      const [received] = collected.messages;
      expect(received === undefined ? null : Buffer.from(received.value).equals(bytes)).toBe(true);
      expect(received === undefined ? '' : messageText(received)).toBeNull();
    });

    it('keeps the order of every key, its partition, and one partition a batch', async () => {
      const collected = createCollector();
      await consume(collected.handleBatch);
      const producer = await underTest.bus.openProducer();
      const keys = Array.from({ length: 10 }, (_, index) => `key-${index}`);
      for (let round = 0; round < 20; round += 1) {
        await producer.publish(
          underTest.topic,
          keys.flatMap((key) => [message(key, `${2 * round}`), message(key, `${2 * round + 1}`)]),
        );
      }
      await collected.until(has(400));
      await producer.close();
      for (const key of keys) {
        const mine = collected.messages.filter((received) => received.key === key);
        // A message may come again; its first arrivals are in order.
        expect([...new Set(mine.map(messageText))]).toEqual(
          Array.from({ length: 40 }, (_, index) => `${index}`),
        );
        expect(new Set(mine.map(({ partition }) => partition)).size).toBe(1);
      }
      expect(new Set(collected.messages.map(({ partition }) => partition)).size).toBeGreaterThan(1);
      for (const batch of collected.batches) {
        expect(new Set(batch.map(({ topic, partition }) => `${partition}/${topic}`)).size).toBe(1);
        const offsets = batch.map(({ offset }) => BigInt(offset));
        expect(offsets).toEqual([...offsets].sort((left, right) => (left < right ? -1 : 1)));
      }
    });

    it('never handles two batches of one partition at a time', async () => {
      const running = new Set<number>();
      let overlaps = 0;
      const collected = createCollector();
      await consume(async (batch) => {
        const partition = batch[0]?.partition ?? -1;
        if (running.has(partition)) overlaps += 1;
        running.add(partition);
        await new Promise((resolve) => setImmediate(resolve));
        running.delete(partition);
        await collected.handleBatch(batch);
      });
      const producer = await underTest.bus.openProducer();
      const publishes = Array.from({ length: 50 }, (_, index) =>
        producer.publish(underTest.topic, [message(`key-${index % 5}`, `${index}`)]),
      );
      await Promise.all(publishes);
      await collected.until(has(50));
      await producer.close();
      expect(overlaps).toBe(0);
    });

    it('gives every group every message', async () => {
      const sink = createCollector();
      const mirror = createCollector();
      await consume(sink.handleBatch, 'sink');
      await consume(mirror.handleBatch, 'mirror');
      const producer = await underTest.bus.openProducer();
      await producer.publish(underTest.topic, [message('a', '1'), message('b', '2')]);
      await Promise.all([sink.until(has(2)), mirror.until(has(2))]);
      await producer.close();
      for (const collected of [sink, mirror]) {
        expect(new Set(collected.messages.map(messageText))).toEqual(new Set(['1', '2']));
      }
    });

    it('loses nothing when one of two consumers of a group goes', async () => {
      const seen = new Set<string>();
      const all = createCollector();
      const handleBatch: ConsumerOptions['handleBatch'] = async (batch) => {
        for (const received of batch) seen.add(messageText(received) ?? '');
        await all.handleBatch(batch);
      };
      const first = await consume(handleBatch);
      await consume(handleBatch);
      const producer = await underTest.bus.openProducer();
      const publishRound = (round: number) =>
        producer.publish(
          underTest.topic,
          Array.from({ length: 20 }, (_, index) => message(`key-${index}`, `${round}/${index}`)),
        );
      await publishRound(0);
      await Promise.all([first.close(), publishRound(1)]);
      await publishRound(2);
      await all.until(() => seen.size === 60);
      await producer.close();
      expect(seen.size).toBe(60);
    });

    it('never acknowledges what it then drops: a failed batch is told to its publisher or comes again', async () => {
      const collected = createCollector();
      let failures = 0;
      const failOnce: ConsumerOptions['handleBatch'] = async (batch) => {
        if (failures === 0) {
          failures += 1;
          throw new Error('the warehouse is away');
        }
        await collected.handleBatch(batch);
      };
      const failing = await consume(failOnce);
      const producer = await underTest.bus.openProducer();
      const outcome = await producer.publish(underTest.topic, [message('a', 'precious')]).then(
        () => 'acknowledged',
        () => 'refused',
      );
      if (outcome === 'acknowledged') {
        // An adapter that acknowledges before handling stops at an unknown error; its successor goes on from there.
        await Promise.race([failing.failure, collected.until(has(1))]);
        if (collected.messages.length === 0) await consume(failOnce);
        await collected.until(has(1));
        expect(collected.messages.map(messageText)).toContain('precious');
      }
      expect(failures).toBe(1);
      await producer.close();
    });

    it('reports what still waits, and nothing once all is handled', async () => {
      const gate = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const collected = createCollector();
      const consumer = await consume(async (batch) => {
        begun.resolve();
        await gate.promise;
        await collected.handleBatch(batch);
      });
      const producer = await underTest.bus.openProducer();
      const publishing = producer.publish(underTest.topic, [
        message('a', '1'),
        message('a', '2'),
        message('a', '3'),
      ]);
      await begun.promise;
      const total = async () => (await consumer.lag()).reduce((sum, { messages }) => sum + messages, 0);
      expect(await total()).toBe(3);
      gate.resolve();
      await publishing;
      await collected.until(has(3));
      await consumer.close();
      expect(await total()).toBe(0);
      await producer.close();
    });

    it('lets the batch under way finish before it closes', async () => {
      const gate = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      let isHandled = false;
      const consumer = await consume(async () => {
        begun.resolve();
        await gate.promise;
        isHandled = true;
      });
      const producer = await underTest.bus.openProducer();
      const publishing = producer.publish(underTest.topic, [message('a', '1')]);
      await begun.promise;
      const closing = consumer.close().then(() => isHandled);
      gate.resolve();
      expect(await closing).toBe(true);
      await publishing;
      await producer.close();
    });

    it('publishes nothing through a closed producer', async () => {
      await consume(createCollector().handleBatch);
      const producer = await underTest.bus.openProducer();
      await producer.close();
      await expect(producer.publish(underTest.topic, [message('a', '1')])).rejects.toThrow();
    });
  });
}
