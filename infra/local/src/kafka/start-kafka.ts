import { ServerUnavailable } from '../server-unavailable.ts';
import { findKafka } from './find-kafka.ts';
import type { KafkaOptions, KafkaServer } from './kafka-server.ts';
import { startKafkaContainer } from './start-kafka-container.ts';
import { startKafkaProcess } from './start-kafka-process.ts';

/**
 * Starts a Kafka broker on loopback: in a container where Docker works, else as a process.
 *
 * @throws ServerUnavailable where neither can be
 */
export async function startKafka(options: KafkaOptions = {}): Promise<KafkaServer> {
  const found = await findKafka();
  switch (found.kind) {
    case 'docker':
      return startKafkaContainer(options);
    case 'process':
      return startKafkaProcess(options);
    case 'unavailable':
      throw new ServerUnavailable(found.reason);
  }
}
