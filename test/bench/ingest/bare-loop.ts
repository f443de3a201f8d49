import { createClient } from '@clickhouse/client';
import { Kafka, logLevel } from 'kafkajs';

/**
 * The reference: kafkajs, JSON.parse and insert, without validation, facts or dead letters, in batches as they are fetched.
 * Events a second until `count` are stored.
 */
export async function measureBareLoop(
  place: { brokers: readonly string[]; topic: string; url: string; username: string; password: string },
  count: number,
): Promise<number> {
  const { url, username, password } = place;
  const engine = createClient({ url, username, password, database: 'stepup' });
  await engine.command({
    query:
      'CREATE TABLE bare (tenant LowCardinality(String), id String, type String, body String) ENGINE = MergeTree ORDER BY (tenant, id)',
  });
  const kafka = new Kafka({ brokers: [...place.brokers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({
    groupId: 'bare',
    maxBytesPerPartition: 4 * 1024 * 1024,
    maxBytes: 16 * 1024 * 1024,
    maxWaitTimeInMs: 250,
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [place.topic], fromBeginning: true });
  let stored = 0;
  let beganAtMs = 0;
  const all = Promise.withResolvers<number>();
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      if (beganAtMs === 0) beganAtMs = performance.now();
      const values = batch.messages.map(({ value }) => {
        const event: unknown = JSON.parse(value?.toString() ?? 'null');
        const of = (field: string): unknown =>
          event instanceof Object ? Reflect.get(event, field) : undefined;
        return { tenant: of('tenant'), id: of('id'), type: of('type'), body: JSON.stringify(of('data')) };
      });
      await engine.insert({ table: 'bare', values, format: 'JSONEachRow' });
      stored += values.length;
      if (stored >= count) all.resolve((stored / (performance.now() - beganAtMs)) * 1000);
    },
  });
  const rate = await all.promise;
  await consumer.disconnect();
  await engine.close();
  return rate;
}
