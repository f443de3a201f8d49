import type { KafkaOptions } from './kafka-server.ts';

export interface BrokerPlace {
  port: number;
  advertisedPort: number;
  controllerPort: number;
  logDirectory: string;
}

/** The settings of a broker that is alone, as server.properties; given ones win. */
export function brokerSettings(place: BrokerPlace, settings: KafkaOptions['settings'] = {}): string {
  const { port, advertisedPort, controllerPort, logDirectory } = place;
  const all = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
    // The broker talks to itself past any proxy.
    listeners: `CLIENT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${advertisedPort}`,
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': logDirectory,
    'offsets.topic.replication.factor': '1',
    // Each is a folder with files that a start has to open; one consumer group needs one.
    'offsets.topic.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    // The first member of a group need not wait for others.
    'group.initial.rebalance.delay.ms': '0',
    // A broker that was killed may register again only when its old session has ended (9 s by default).
    'broker.session.timeout.ms': '3000',
    'broker.heartbeat.interval.ms': '500',
    'auto.create.topics.enable': 'false',
    ...settings,
  };
  return `${Object.entries(all)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;
}
