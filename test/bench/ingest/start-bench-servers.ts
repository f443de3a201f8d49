import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import { startKafka } from '@stepup/local-servers';
import { migrateWarehouse, openWarehouse, type Warehouse } from '@stepup/warehouse';
import * as z from 'zod';

/** A broker and an engine of their own, in a scratch folder. */
export interface BenchServers {
  brokers: readonly string[];
  engine: { url: string; username: string; password: string };
  /** As a service is told it. */
  warehouseUrl: string;
  warehouse: Warehouse;
  /** Batches stored from which facts are not derived yet. */
  batchesToDerive(): Promise<number>;
  close(): Promise<void>;
}

const log = { info: () => {}, warn: () => {}, error: (...told: unknown[]) => console.error(...told) };

const openBatches = {
  name: 'batches_to_derive',
  sql: `SELECT uniqExact(batch_id) AS count FROM touched_entities WHERE (batch_id, tenant) NOT IN (SELECT batch_id, tenant FROM derived_batches)`,
  parameters: z.object({}),
  row: z.object({ count: z.number() }),
};

export async function startBenchServers(): Promise<BenchServers> {
  const directory = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
  const kafka = await startKafka();
  const engine = await startEmbeddedClickHouse({ directory, log, maxMemoryBytes: 2 * 1024 ** 3 });
  const { url, username, password } = engine;
  const address = { url, username, password, database: 'stepup' };
  await migrateWarehouse(address);
  const warehouse = openWarehouse(address);
  const told = new URL(url);
  told.username = username;
  told.password = password;
  told.pathname = '/stepup';
  return {
    brokers: kafka.brokers,
    engine: { url, username, password },
    warehouseUrl: told.href,
    warehouse,
    batchesToDerive: async () => (await warehouse.read(openBatches, {}))[0]?.count ?? 0,
    async close() {
      await warehouse.close();
      await engine.stop();
      await kafka.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
