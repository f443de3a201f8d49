import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startEmbeddedClickHouse, startEmbeddedPostgres } from '@stepup/embedded-servers';
import { migrateJobSchema } from '@stepup/jobs';
import type { Logger, StopStack } from '@stepup/runtime';
import { type openStorePool, prepareStore } from '@stepup/store';
import {
  findDamage,
  prepareWarehouse,
  toWarehouseAddress,
  type Warehouse,
  type WarehouseAddress,
} from '@stepup/warehouse';
import type { StandaloneConfig } from '../config.ts';
import { isWarehouseGone, noteWarehouseMade } from './warehouse-mark.ts';

export interface StoreParts {
  config: StandaloneConfig;
  dataDirectory: string;
  log: Logger;
  stops: StopStack;
  readonly onFailed: (error: Error) => void;
}

/** The data were written by another release, or their history was changed: a reason not to start. */
export class UnsuitableStore extends Error {
  override readonly name = 'UnsuitableStore';
}

export interface OpenWarehouse {
  warehouse: Warehouse;
  address: WarehouseAddress;
  /** Null where an external server is used. */
  server: RunningServer | null;
}

/**
 * The warehouse, embedded or the one that is configured, with the tables of this release.
 *
 * @param upTo the tables as of this migration instead
 */
export async function openMigratedWarehouse(parts: StoreParts, upTo?: number): Promise<OpenWarehouse> {
  const { address, server } = await findWarehouse(parts);
  const prepared = await prepareWarehouse(address, upTo === undefined ? {} : { upTo });
  if (prepared.kind === 'unsuitable') throw new UnsuitableStore(prepared.message);
  const { warehouse } = prepared;
  parts.stops.push('the connection to the warehouse', () => warehouse.close());
  if (server !== null) await noteWarehouseMade(parts.dataDirectory);
  const damage = await findDamage(warehouse);
  if (damage.length > 0) {
    const tables = damage.map(({ table, parts: count }) => `${table} (${count})`).join(', ');
    throw new UnsuitableStore(
      `Data of the warehouse cannot be read: pieces of ${tables}. Its files were changed or lost; restore a backup of ` +
        'the data directory. The pieces lie in the folders "detached" of the tables; without them numbers would be wrong.',
    );
  }
  return { warehouse, address, server };
}

async function findWarehouse(
  parts: StoreParts,
): Promise<{ address: WarehouseAddress; server: RunningServer | null }> {
  const { STEPUP_CLICKHOUSE_URL: external } = parts.config;
  if (external !== undefined) return { address: toWarehouseAddress(external), server: null };
  const directory = join(parts.dataDirectory, 'clickhouse');
  if (await isWarehouseGone(parts.dataDirectory, directory)) {
    throw new UnsuitableStore(
      `The warehouse that was in ${directory} is gone, with all events. Restore a backup of the data directory, or ` +
        'start with an empty one.',
    );
  }
  const server = await startEmbeddedClickHouse({
    directory,
    log: parts.log,
    onFailed: parts.onFailed,
    // A question over all deals takes every processor for a while; whoever writes down a call meanwhile must not wait for it. More of
    // them at a time than there are processors only take turns.
    niceness: 10,
    readers: Math.max(2, availableParallelism()),
  });
  parts.stops.push('the embedded ClickHouse', () => server.stop());
  const { url, username, password } = server;
  return { address: { url, username, password, database: 'stepup' }, server };
}

export interface OpenStore {
  pool: ReturnType<typeof openStorePool>;
  /** Of the role that row-level security holds. */
  connectionString: string;
  /** How to bring the store to the tables of this release. */
  migration: { connectionString: string; appPassword: string };
  server: RunningServer | null;
}

/**
 * The system of record, embedded or the one that is configured, with the tables of this release.
 *
 * @param upTo the tables as of this migration instead
 */
export async function openMigratedStore(parts: StoreParts, upTo?: number): Promise<OpenStore> {
  const { ownerString, server } = await findPostgres(parts);
  const appPassword = await readOrMakeSecret(join(parts.dataDirectory, 'store-app-password'));
  const migration = { connectionString: ownerString, appPassword };
  const prepared = await prepareStore({
    ownerString,
    appPassword,
    ...(upTo === undefined ? {} : { upTo }),
    applicationName: 'stepup',
    onIdleError: (error) => parts.log.warn({ err: error }, 'an idle connection to PostgreSQL was lost'),
  });
  if (prepared.kind === 'unsuitable') throw new UnsuitableStore(prepared.message);
  const { pool, connectionString } = prepared;
  parts.stops.push('the connections to PostgreSQL', () => pool.end());
  await migrateJobSchema({ connectionString: ownerString, schema: 'jobs', role: 'stepup_app' });
  return { pool, connectionString, migration, server };
}

async function findPostgres(
  parts: StoreParts,
): Promise<{ ownerString: string; server: RunningServer | null }> {
  const { STEPUP_POSTGRES_URL: external } = parts.config;
  if (external !== undefined) return { ownerString: external, server: null };
  const server = await startEmbeddedPostgres({
    directory: join(parts.dataDirectory, 'postgres'),
    log: parts.log,
    onFailed: parts.onFailed,
  });
  parts.stops.push('the embedded PostgreSQL', () => server.stop());
  return { ownerString: server.connectionString, server };
}

async function readOrMakeSecret(path: string): Promise<string> {
  try {
    const text = (await readFile(path, 'utf8')).trim();
    if (text !== '') return text;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const secret = randomBytes(24).toString('base64url');
  await writeFile(path, `${secret}\n`, { mode: 0o600, flush: true });
  return secret;
}
