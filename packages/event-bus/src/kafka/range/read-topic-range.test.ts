import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceivedMessage } from '../../event-bus.ts';
import { messageText } from '../../message-text.ts';
import { isKafkaLeftOut, quietLog, startKafkaUnderTest } from '../../testing/kafka-under-test.ts';
import type { KafkaUnderTest } from '../../testing/kafka-under-test.ts';
import { readTopicRange } from './read-topic-range.ts';
import type { TopicRange } from './topic-range.ts';

describe.skipIf(isKafkaLeftOut)('readTopicRange', () => {
  let underTest: KafkaUnderTest;
  beforeAll(async () => {
    underTest = await startKafkaUnderTest();
  });
  afterAll(async () => {
    await underTest.kafka.close();
  });
  const read = (topic: string, range?: TopicRange) =>
    readTopicRange({ brokers: underTest.kafka.brokers, clientId: 'test', log: quietLog }, topic, range);
  async function collect(messages: AsyncIterable<ReceivedMessage>): Promise<ReceivedMessage[]> {
    const all: ReceivedMessage[] = [];
    for await (const message of messages) all.push(message);
    return all;
  }
  const texts = (messages: readonly ReceivedMessage[]) => messages.map((message) => messageText(message));

  async function publish(topic: string, values: readonly string[]): Promise<void> {
    const producer = await underTest.connect().openProducer();
    for (const value of values) {
      await producer.publish(topic, [{ key: value, value, headers: {} }]);
    }
    await producer.close();
  }
  const numbers = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `${from + index}`);

  it('reads everything that was there when it began, and ends', async () => {
    const topic = await underTest.makeTopic(3);
    await publish(topic, numbers(0, 60));
    const seen: ReceivedMessage[] = [];
    for await (const message of read(topic)) {
      if (seen.length === 0) await publish(topic, ['too late']);
      seen.push(message);
    }
    expect(new Set(texts(seen))).toEqual(new Set(numbers(0, 60)));
    expect(seen).toHaveLength(60);
    for (const partition of [0, 1, 2]) {
      const offsets = seen
        .filter((message) => message.partition === partition)
        .map(({ offset }) => Number(offset));
      expect(offsets).toEqual(offsets.map((_, index) => index));
    }
  });

  it('reads between offsets, of the partitions that are asked for', async () => {
    const topic = await underTest.makeTopic(1);
    await publish(topic, numbers(0, 20));
    const range = { from: { offsets: { 0: '5' } }, to: { offsets: { 0: '9' } } };
    expect(texts(await collect(read(topic, range)))).toEqual(['5', '6', '7', '8']);
    expect(await collect(read(topic, { ...range, partitions: [] }))).toEqual([]);
  });

  it('reads from a time on', async () => {
    const topic = await underTest.makeTopic(1);
    await publish(topic, ['before', 'at', 'after']);
    const all = await collect(read(topic));
    const time = new Date(all[1]?.timestampMs ?? 0);
    const later = all.filter(({ timestampMs }) => timestampMs >= time.getTime());
    expect(await collect(read(topic, { from: { time } }))).toEqual(later);
    const earlier = all.filter(({ timestampMs }) => timestampMs < time.getTime());
    expect(await collect(read(topic, { to: { time } }))).toEqual(earlier);
  });

  it('ends at once where there is nothing, and when the caller has enough', async () => {
    const topic = await underTest.makeTopic(2);
    expect(await collect(read(topic))).toEqual([]);
    await publish(topic, numbers(0, 10));
    let count = 0;
    for await (const _ of read(topic)) {
      count += 1;
      if (count === 3) break;
    }
    expect(count).toBe(3);
  });
});
