import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCollector } from '../../testing/collector.ts';
import { type KafkaUnderTest, isKafkaLeftOut, startKafkaUnderTest } from '../../testing/kafka-under-test.ts';

describe.skipIf(isKafkaLeftOut)('KafkaConsumer, when the broker goes away (trap 2)', () => {
  let underTest: KafkaUnderTest;
  beforeEach(async () => {
    underTest = await startKafkaUnderTest();
  });
  afterEach(async () => {
    await underTest.kafka.close();
  });

  it('goes on where it was when the broker is back', async () => {
    const topic = await underTest.makeTopic(1);
    const consumer = underTest.connect().createConsumer();
    const collected = createCollector();
    await consumer.run({ topics: [topic], group: topic, handleBatch: collected.handleBatch });
    await underTest.kafka.kill();
    await underTest.kafka.start();
    const producer = await underTest.connect().openProducer();
    await producer.publish(topic, [{ key: 'k', value: 'after', headers: {} }]);
    await producer.close();
    await collected.until((messages) => messages.length === 1);
    await consumer.close();
  });

  it('fails aloud when the outage is longer than it may be', async () => {
    const topic = await underTest.makeTopic(1);
    const consumer = underTest.connect({ consumer: { maxOutageMs: 1_000 } }).createConsumer();
    await consumer.run({ topics: [topic], group: topic, handleBatch: async () => {} });
    await underTest.kafka.kill();
    expect((await consumer.failure).message).toContain('the consumer has stopped');
    await consumer.close();
  });
});
