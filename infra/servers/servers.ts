/** Starts Kafka, Redis and PostgreSQL for a developer without Docker, prints their addresses, and stops them on Ctrl-C. */
import { createTopics } from '@stepup/event-bus';
import { createLogger } from '@stepup/runtime';
import { startKafka, startPostgres, startRedis } from '@stepup/local-servers';
import { topicSpecifications } from '../kafka/topics.ts';

// Heard from the first moment on: servers that are still starting are stopped, too.
const asked = new Promise<'asked'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      resolve('asked');
    });
  }
});

const started = await Promise.allSettled([startKafka(), startRedis(), startPostgres()]);
const [kafka, redis, postgres] = started;
if (kafka.status === 'fulfilled' && redis.status === 'fulfilled' && postgres.status === 'fulfilled') {
  const log = createLogger({ service: 'servers', level: 'error' });
  await createTopics({ brokers: kafka.value.brokers, clientId: 'servers', log }, topicSpecifications);
  console.log(`Kafka       ${kafka.value.brokers.join(',')}`);
  console.log(`Redis       ${redis.value.url}`);
  console.log(`PostgreSQL  ${postgres.value.connectionString}`);
  console.log('Ctrl-C stops them and removes their data.');
  // A promise alone does not keep a process alive.
  const alive = setInterval(() => {}, 60_000);
  await asked;
  clearInterval(alive);
} else {
  for (const outcome of started) {
    if (outcome.status === 'rejected') console.error(String(outcome.reason));
  }
  process.exitCode = 1;
}
await Promise.all(
  started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.close()] : [])),
);
process.exit();
