import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import { startKafka } from '@stepup/local-servers';
import { countOpenBatches, migrateWarehouse, openWarehouse, type Warehouse } from '@stepup/warehouse';

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

/** @param kept folder of an engine that stays, with what it holds; by default a new one in a scratch folder */
export async function startBenchServers(kept: string | undefined): Promise<BenchServers> {
  const scratch = await mkdtemp(join(tmpdir(), 'stepup-bench-'));
  const kafka = await startKafka();
  const directory = kept ?? join(scratch, 'clickhouse');
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
    batchesToDerive: () => countOpenBatches(warehouse),
    async close() {
      await warehouse.close();
      await engine.stop();
      await kafka.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
