import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventBusOverloaded, EventBusUnavailable, MessageTooLarge } from '../../event-bus.ts';
import { messageText } from '../../message-text.ts';
import {
  type KafkaUnderTest,
  isKafkaLeftOut,
  quietLog,
  startKafkaUnderTest,
} from '../../testing/kafka-under-test.ts';
import { untilPublished } from '../../testing/until-published.ts';
import { readTopicRange } from '../range/read-topic-range.ts';

const message = (value: string) => ({ key: 'k', value, headers: {} });

describe.skipIf(isKafkaLeftOut)('KafkaProducer', () => {
  let underTest: KafkaUnderTest;
  beforeAll(async () => {
    underTest = await startKafkaUnderTest();
  });
  afterAll(async () => {
    await underTest.kafka.close();
  });
  async function stored(topic: string): Promise<(string | null)[]> {
    const texts: (string | null)[] = [];
    const connection = { brokers: underTest.kafka.brokers, clientId: 'test', log: quietLog };
    for await (const received of readTopicRange(connection, topic)) texts.push(messageText(received));
    return texts;
  }

  it('refuses what is larger than the topic takes, and goes on', async () => {
    const topic = await underTest.makeTopic(1, { 'max.message.bytes': '100000' });
    const producer = await underTest.connect().openProducer();
    await expect(producer.publish(topic, [message('x'.repeat(200_000))])).rejects.toThrow(MessageTooLarge);
    await producer.publish(topic, [message('small')]);
    await producer.close();
    expect(await stored(topic)).toEqual(['small']);
  });

  it('splits a large publish and keeps its order', async () => {
    const topic = await underTest.makeTopic(1);
    const producer = await underTest.connect({ producer: { maxRequestBytes: 10_000 } }).openProducer();
    const values = Array.from({ length: 500 }, (_, index) => `${index}`);
    await Promise.all([
      producer.publish(topic, values.slice(0, 400).map(message)),
      producer.publish(topic, values.slice(400).map(message)),
    ]);
    await producer.close();
    expect(await stored(topic)).toEqual(values);
  });

  it('says within its time that the broker is away, holds no more than it may, and recovers', async () => {
    const topic = await underTest.makeTopic(1);
    const limits = { publishTimeoutMs: 1_500, maxUnacknowledgedMessages: 2 };
    const producer = await underTest.connect({ producer: limits }).openProducer();
    await producer.publish(topic, [message('before')]);
    await underTest.kafka.kill();
    const startedMs = performance.now();
    const away = [producer.publish(topic, [message('a')]), producer.publish(topic, [message('b')])];
    await expect(producer.publish(topic, [message('c')])).rejects.toThrow(EventBusOverloaded);
    for (const outcome of await Promise.allSettled(away)) {
      expect(outcome.status === 'rejected' && outcome.reason instanceof EventBusUnavailable).toBe(true);
    }
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    await underTest.kafka.start();
    // Each attempt waits for the broker itself, up to its own time.
    await untilPublished(() => producer.publish(topic, [message('after')]));
    await producer.close();
    const texts = await stored(topic);
    expect(texts[0]).toBe('before');
    expect(texts).toContain('after');
  });
});
