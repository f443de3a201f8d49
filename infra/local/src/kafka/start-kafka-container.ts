import { GenericContainer, Wait } from 'testcontainers';
import { images } from '../docker/images.ts';
import { restartableContainer } from '../docker/restartable-container.ts';
import { findFreePort } from '../process/find-free-port.ts';
import type { KafkaOptions, KafkaServer } from './kafka-server.ts';

/** The image reads every setting from a variable: dots become underscores. */
const toVariable = (name: string): string => `KAFKA_${name.toUpperCase().replaceAll('.', '_')}`;

/**
 * The official image, on a host port chosen before: a broker tells its clients where it is, and a port that Docker
 * chooses is known too late and changes with every start. (The Kafka module of testcontainers is made for another image.)
 */
export async function startKafkaContainer(options: KafkaOptions): Promise<KafkaServer> {
  const port = options.port ?? (await findFreePort());
  const advertisedPort = options.advertisedPort ?? port;
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': '1@localhost:9093',
    listeners: 'CLIENT://:9092,CONTROLLER://:9093,INTERNAL://:9094',
    'advertised.listeners': `CLIENT://127.0.0.1:${advertisedPort},INTERNAL://localhost:9094`,
    'inter.broker.listener.name': 'INTERNAL',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    'auto.create.topics.enable': 'false',
    ...options.settings,
  };
  const variables = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [toVariable(name), value]),
  );
  const container = await new GenericContainer(images.kafka)
    .withExposedPorts({ container: 9092, host: port })
    .withEnvironment(variables)
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .withStartupTimeout(120_000)
    .start();
  const directory = options.directory ?? '/var/lib/kafka/data';
  return {
    ...restartableContainer(container),
    brokers: [`127.0.0.1:${advertisedPort}`],
    port,
    directory,
    close: async () => {
      await container.stop();
    },
  };
}
