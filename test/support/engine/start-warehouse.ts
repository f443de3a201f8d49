import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import { migrateWarehouse, openWarehouse, type Warehouse } from '@stepup/warehouse';

/** A migrated warehouse on an engine of its own, in a scratch folder that `stop` removes. */
export interface StartedWarehouse {
  warehouse: Warehouse;
  /** For who reads it without the product. */
  address: { url: string; username: string; password: string };
  /** As `STEPUP_CLICKHOUSE_URL` has it. */
  url: string;
  stop(): Promise<void>;
}

const silent = { info: () => {}, warn: () => {}, error: (...told: unknown[]) => console.error(...told) };

/** @param writers statements that write at a time */
export async function startWarehouse(writers?: number): Promise<StartedWarehouse> {
  const directory = await mkdtemp(join(tmpdir(), 'stepup-warehouse-'));
  const engine = await startEmbeddedClickHouse({
    directory,
    log: silent,
    ...(writers === undefined ? {} : { writers }),
  });
  const address = {
    url: engine.url,
    username: engine.username,
    password: engine.password,
    database: 'stepup',
  };
  const outcome = await migrateWarehouse(address);
  if (outcome.kind !== 'migrated') throw new Error(`migrations: ${JSON.stringify(outcome)}`);
  const warehouse = openWarehouse(address);
  const url = new URL(engine.url);
  url.username = engine.username;
  url.password = engine.password;
  url.pathname = '/stepup';
  return {
    warehouse,
    address,
    url: url.href,
    async stop() {
      await warehouse.close();
      await engine.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
