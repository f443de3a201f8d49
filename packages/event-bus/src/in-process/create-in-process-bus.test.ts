import { describe, expect, it } from 'vitest';
import type { BusMessage, ReceivedMessage } from '../event-bus.ts';
import { EventBusOverloaded } from '../event-bus.ts';
import { messageText } from '../message-text.ts';
import { createCollector } from '../testing/collector.ts';
import { describeEventBus } from '../testing/describe-event-bus.ts';
import { createInProcessBus } from './create-in-process-bus.ts';
import type { InProcessBusOptions } from './create-in-process-bus.ts';

const topic = 'test.v1';

describeEventBus('the in-process bus', async () => ({
  bus: createInProcessBus({ partitionCount: 4 }),
  topic,
  close: async () => {},
}));

function numbered(from: number, count: number, key = 'k'): BusMessage[] {
  return Array.from({ length: count }, (_, index) => ({ key, value: `${from + index}`, headers: {} }));
}

/** A bus whose handler waits until the test lets a batch pass or fail. */
async function startGated(options: InProcessBusOptions = {}) {
  const bus = createInProcessBus(options);
  const batches: (readonly ReceivedMessage[])[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  let arrival = Promise.withResolvers<void>();
  const consumer = bus.createConsumer();
  await consumer.run({
    topics: [topic],
    group: 'sink',
    handleBatch: async (batch) => {
      const gate = Promise.withResolvers<void>();
      batches.push(batch);
      gates.push(gate);
      arrival.resolve();
      arrival = Promise.withResolvers();
      await gate.promise;
    },
  });
  return {
    bus,
    consumer,
    producer: await bus.openProducer(),
    sizes: () => batches.map((batch) => batch.length),
    values: () => batches.map((batch) => batch.map(messageText)),
    untilBatch: async (count: number): Promise<void> => {
      while (batches.length < count) await arrival.promise;
    },
    pass: (batch: number) => gates[batch]?.resolve(),
    fail: (batch: number, error: Error) => gates[batch]?.reject(error),
  };
}

describe('createInProcessBus', () => {
  it('answers the publisher only after the handler has resolved', async () => {
    const { producer, pass, untilBatch } = await startGated();
    let isAnswered = false;
    const publishing = producer.publish(topic, numbered(0, 1)).then(() => {
      isAnswered = true;
    });
    await untilBatch(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);
    pass(0);
    await publishing;
    expect(isAnswered).toBe(true);
  });

  it('waits for every group', async () => {
    const { bus, producer, pass, untilBatch } = await startGated();
    const failing = bus.createConsumer();
    await failing.run({
      topics: [topic],
      group: 'mirror',
      handleBatch: () => Promise.reject(new Error('mirror')),
    });
    const publishing = expect(producer.publish(topic, numbered(0, 1))).rejects.toThrow('mirror');
    await untilBatch(1);
    pass(0);
    await publishing;
  });

  it('hands one publish over in one call', async () => {
    const { producer, sizes, pass, untilBatch } = await startGated();
    const publishing = producer.publish(topic, numbered(0, 500));
    await untilBatch(1);
    expect(sizes()).toEqual([500]);
    pass(0);
    await publishing;
  });

  it('commits as a group: what is published while a batch is handled goes together into the next', async () => {
    const { producer, values, pass, untilBatch } = await startGated();
    const first = producer.publish(topic, numbered(0, 1));
    await untilBatch(1);
    const others = [1, 2, 3].map((value) => producer.publish(topic, numbered(value, 1)));
    pass(0);
    await first;
    await untilBatch(2);
    expect(values()).toEqual([['0'], ['1', '2', '3']]);
    pass(1);
    await Promise.all(others);
  });

  it('bounds a batch by messages and by bytes, and splits only what alone is too large', async () => {
    const collected = createCollector();
    const bus = createInProcessBus({ limits: { maxBatchMessages: 4, maxBatchBytes: 100 } });
    await bus.createConsumer().run({ topics: [topic], group: 'sink', handleBatch: collected.handleBatch });
    const producer = await bus.openProducer();
    await Promise.all([
      producer.publish(topic, numbered(0, 3)),
      producer.publish(topic, numbered(3, 3)),
      producer.publish(topic, numbered(6, 9)),
      producer.publish(topic, numbered(15, 2)),
      producer.publish(topic, [{ key: 'k', value: 'x'.repeat(95), headers: {} }]),
      producer.publish(topic, [{ key: 'k', value: 'y'.repeat(500), headers: {} }]),
    ]);
    // The rest of the split publish (one message) goes together with the next one.
    expect(collected.batches.map((batch) => batch.length)).toEqual([3, 3, 4, 4, 3, 1, 1]);
    expect(collected.messages.slice(0, 17).map(messageText)).toEqual(
      numbered(0, 17).map(({ value }) => value),
    );
  });

  it('puts no part of a split publish together with others before it', async () => {
    const collected = createCollector();
    const bus = createInProcessBus({ limits: { maxBatchBytes: 100 } });
    await bus.createConsumer().run({ topics: [topic], group: 'sink', handleBatch: collected.handleBatch });
    const producer = await bus.openProducer();
    const large = { key: 'k', value: 'z'.repeat(500), headers: {} };
    await Promise.all([
      producer.publish(topic, numbered(0, 1)),
      producer.publish(topic, [...numbered(1, 1), large]),
    ]);
    expect(collected.batches.map((batch) => batch.length)).toEqual([1, 1, 1]);
  });

  it('rejects exactly the publishes of the batch that failed, with its error', async () => {
    const { producer, pass, fail, untilBatch } = await startGated();
    const first = producer.publish(topic, numbered(0, 1));
    await untilBatch(1);
    const second = producer.publish(topic, numbered(1, 1));
    const third = producer.publish(topic, numbered(2, 1));
    const error = new Error('the warehouse is away');
    pass(0);
    await untilBatch(2);
    const fourth = producer.publish(topic, numbered(3, 1));
    fail(1, error);
    await expect(second).rejects.toBe(error);
    await expect(third).rejects.toBe(error);
    await untilBatch(3);
    pass(2);
    await Promise.all([first, fourth]);
  });

  it('does not hand over the rest of a publish that has failed', async () => {
    const { producer, consumer, values, pass, fail, untilBatch } = await startGated({
      limits: { maxBatchMessages: 2 },
    });
    const split = producer.publish(topic, numbered(0, 6));
    await untilBatch(1);
    const next = producer.publish(topic, numbered(6, 1));
    pass(0);
    await untilBatch(2);
    fail(1, new Error('away'));
    await expect(split).rejects.toThrow('away');
    await untilBatch(3);
    pass(2);
    await next;
    expect(values()).toEqual([['0', '1'], ['2', '3'], ['6']]);
    expect(await consumer.lag()).toMatchObject([{ messages: 0 }]);
  });

  it('takes no more than its bounds and says so, whole publishes only, and recovers', async () => {
    const { producer, sizes, pass, untilBatch } = await startGated({ limits: { maxQueuedMessages: 10 } });
    const first = producer.publish(topic, numbered(0, 8));
    await untilBatch(1);
    await expect(producer.publish(topic, numbered(8, 3))).rejects.toBeInstanceOf(EventBusOverloaded);
    const fitting = producer.publish(topic, numbered(8, 2));
    pass(0);
    await first;
    await untilBatch(2);
    pass(1);
    await fitting;
    // Larger than the bounds: let through when nothing else waits.
    const large = producer.publish(topic, numbered(10, 50));
    await untilBatch(3);
    pass(2);
    await large;
    expect(sizes()).toEqual([8, 2, 50]);
  });

  it('bounds what waits by bytes, and gives the room back whether a batch passed or failed', async () => {
    const { producer, pass, fail, untilBatch } = await startGated({
      limits: { maxQueuedBytes: 1_000, maxBatchMessages: 1 },
    });
    const text = (length: number) => [{ key: 'k', value: 'x'.repeat(length), headers: {} }];
    const first = producer.publish(topic, text(600));
    await untilBatch(1);
    await expect(producer.publish(topic, text(500))).rejects.toBeInstanceOf(EventBusOverloaded);
    const second = producer.publish(topic, text(300));
    pass(0);
    await first;
    await untilBatch(2);
    const split = producer.publish(topic, [...text(300), ...text(300)]);
    pass(1);
    await second;
    await untilBatch(3);
    fail(2, new Error('away'));
    await expect(split).rejects.toThrow('away');
    const third = producer.publish(topic, text(500));
    const fourth = producer.publish(topic, text(400));
    await untilBatch(4);
    pass(3);
    await untilBatch(5);
    pass(4);
    await Promise.all([third, fourth]);
  });

  it('refuses what nobody handles', async () => {
    const bus = createInProcessBus();
    const producer = await bus.openProducer();
    await expect(producer.publish(topic, numbered(0, 1))).rejects.toThrow('no consumer handles test.v1');
    const consumer = bus.createConsumer();
    await consumer.run({ topics: [topic], group: 'sink', handleBatch: async () => {} });
    await producer.publish(topic, numbered(0, 1));
    await consumer.close();
    await expect(producer.publish(topic, numbered(0, 1))).rejects.toThrow('no consumer handles test.v1');
  });

  it('handles everything that waits before the last consumer closes', async () => {
    const { producer, consumer, values, pass, untilBatch } = await startGated();
    const first = producer.publish(topic, numbered(0, 1));
    await untilBatch(1);
    const second = producer.publish(topic, numbered(1, 1));
    const closing = consumer.close();
    pass(0);
    await untilBatch(2);
    pass(1);
    await Promise.all([first, second, closing]);
    expect(values()).toEqual([['0'], ['1']]);
  });

  it('lets a producer close only after its publishes are settled', async () => {
    const { producer, pass, untilBatch } = await startGated();
    let isSettled = false;
    const publishing = producer.publish(topic, numbered(0, 1)).then(() => {
      isSettled = true;
    });
    await untilBatch(1);
    const closing = producer.close().then(() => isSettled);
    pass(0);
    expect(await closing).toBe(true);
    await publishing;
  });

  it('lets a handler publish to another topic', async () => {
    const bus = createInProcessBus();
    const deadLetters = createCollector();
    const producer = await bus.openProducer();
    await bus.createConsumer().run({ topics: ['dead'], group: 'dead', handleBatch: deadLetters.handleBatch });
    await bus.createConsumer().run({
      topics: [topic],
      group: 'sink',
      handleBatch: (batch) =>
        producer.publish(
          'dead',
          batch.map(({ key, value, headers }) => ({ key, value, headers })),
        ),
    });
    await producer.publish(topic, numbered(0, 2));
    expect(deadLetters.messages.map(messageText)).toEqual(['0', '1']);
  });

  it('uses no offset that an earlier process has used', async () => {
    const offsetsAt = async (time: string) => {
      const collected = createCollector();
      const bus = createInProcessBus({ clock: { now: () => new Date(time) } });
      await bus.createConsumer().run({ topics: [topic], group: 'sink', handleBatch: collected.handleBatch });
      await (await bus.openProducer()).publish(topic, numbered(0, 1_000));
      return collected.messages.map(({ offset }) => offset);
    };
    const earlier = new Set(await offsetsAt('2026-11-22T12:00:00.000Z'));
    const later = await offsetsAt('2026-11-22T12:00:00.001Z');
    expect(earlier.size).toBe(1_000);
    expect(later.filter((offset) => earlier.has(offset))).toEqual([]);
  });
});
