import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe.skipIf(isKafkaLeftOut)('KafkaConsumer', () => {
  let underTest: KafkaUnderTest;
  beforeAll(async () => {
    underTest = await startKafkaUnderTest();
  });
  afterAll(async () => {
    await underTest.kafka.close();
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
    const consumer = underTest.connect().createConsumer();
    await consumer.run({ topics: [topic], group: topic, handleBatch: collected.handleBatch });
    await collected.until((messages) => messages.length === 3);
    await consumer.close();
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
