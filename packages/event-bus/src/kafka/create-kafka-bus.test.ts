import { afterAll, beforeAll, describe } from 'vitest';
import { describeEventBus } from '../testing/describe-event-bus.ts';
import { type KafkaUnderTest, isKafkaLeftOut, startKafkaUnderTest } from '../testing/kafka-under-test.ts';

describe.skipIf(isKafkaLeftOut)('createKafkaBus', () => {
  let underTest: KafkaUnderTest;
  beforeAll(async () => {
    underTest = await startKafkaUnderTest();
  });
  afterAll(async () => {
    await underTest.kafka.close();
  });

  for (const concurrentPartitions of [1, 4]) {
    describeEventBus(`Kafka with ${concurrentPartitions} partitions at a time`, async () => ({
      bus: underTest.connect({ consumer: { concurrentPartitions, heartbeatIntervalMs: 300 } }),
      topic: await underTest.makeTopic(4),
      close: async () => {},
    }));
  }
});
