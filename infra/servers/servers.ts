/** Starts the servers of a deployment for a developer without Docker, prints what services are told of them, and stops them on Ctrl-C. */
import { createTopics } from '@stepup/event-bus';
import { startClickHouse, startKafka, startPostgres, startRedis } from '@stepup/local-servers';
import { createLogger } from '@stepup/runtime';
import { topicSpecifications } from '../kafka/topics.ts';

// Heard from the first moment on: servers that are still starting are stopped, too.
const asked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
});

const closers: (() => Promise<void>)[] = [];
const start = async <Server extends { close(): Promise<void> }>(
  starting: Promise<Server>,
): Promise<Server | null> => {
  try {
    const server = await starting;
    closers.push(() => server.close());
    return server;
  } catch (error) {
    console.error(String(error));
    process.exitCode = 1;
    return null;
  }
};

console.error('Starting Kafka, Redis, PostgreSQL and ClickHouse …');
const [kafka, redis, postgres, clickHouse] = await Promise.all([
  start(startKafka()),
  start(startRedis()),
  start(startPostgres()),
  start(startClickHouse()),
]);
try {
  if (kafka !== null && redis !== null && postgres !== null && clickHouse !== null) {
    const brokers = kafka.brokers.join(',');
    const log = createLogger({ service: 'servers', level: 'error' });
    await createTopics({ brokers: kafka.brokers, clientId: 'servers', log }, topicSpecifications);
    console.log(`export STEPUP_KAFKA_BROKERS=${brokers}`);
    console.log(`export STEPUP_REDIS_URL=${redis.url}`);
    console.log(`export STEPUP_POSTGRES_URL=${postgres.connectionString}`);
    console.log(`export STEPUP_CLICKHOUSE_URL=${clickHouse.url}`);
    console.error(
      'Give these lines to each shell that starts a service. Ctrl-C stops the servers and removes their data.',
    );
    // A promise alone does not keep a process alive.
    const alive = setInterval(() => {}, 60_000);
    await asked;
    clearInterval(alive);
  }
} finally {
  await Promise.all(closers.map((close) => close()));
}
process.exit();
