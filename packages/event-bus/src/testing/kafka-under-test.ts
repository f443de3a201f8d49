import { randomUUID } from 'node:crypto';
import {
  type KafkaOptions,
  type KafkaServer,
  findKafka,
  mustSkipWithout,
  startKafka,
} from '@stepup/local-servers';
import type { BusLog } from '../kafka/client/kafka-connection.ts';
import { type KafkaBus, type KafkaBusOptions, createKafkaBus } from '../kafka/create-kafka-bus.ts';
import { createTopics } from '../kafka/topics/create-topics.ts';

export const isKafkaLeftOut = mustSkipWithout('Kafka', await findKafka());

export const quietLog: BusLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface KafkaUnderTest {
  kafka: KafkaServer;
  connect(options?: Partial<KafkaBusOptions>): KafkaBus;
  /** A topic of its own for a test; returns its name. */
  makeTopic(partitions?: number, settings?: Readonly<Record<string, string>>): Promise<string>;
}

/** A broker that gives up silent consumers quickly. */
export async function startKafkaUnderTest(options: KafkaOptions = {}): Promise<KafkaUnderTest> {
  const kafka = await startKafka({
    ...options,
    settings: { 'group.min.session.timeout.ms': '500', ...options.settings },
  });
  const connection = { brokers: kafka.brokers, clientId: 'test', log: quietLog };
  return {
    kafka,
    connect: (busOptions = {}) => createKafkaBus({ ...connection, ...busOptions }),
    makeTopic: async (partitions = 4, settings = {}) => {
      const name = `test.${randomUUID()}`;
      await createTopics(connection, [{ name, partitions, settings }]);
      return name;
    },
  };
}
