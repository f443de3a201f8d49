import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { ClickHouseError } from '@clickhouse/client';
import * as z from 'zod';
import { createClusterStatements } from './cluster-statements.ts';
import { onEveryNode } from './on-every-node.ts';
import { quoteName } from './quote-name.ts';
import { MigrationLeaseLost, takeMigrationLease } from './migration-lease.ts';
import { openWarehouse, type Warehouse, type WarehouseAddress } from './open-warehouse.ts';
import { splitStatements } from './split-statements.ts';

/** What a migration run did, or why it refused to go on; nothing is changed in the refused cases. */
export type MigrationOutcome =
  | { kind: 'migrated'; applied: string[]; version: number }
  | { kind: 'newer_database'; found: string; advice: string }
  | { kind: 'changed_history'; file: string; advice: string };

interface Migration {
  number: number;
  file: string;
  statements: readonly string[];
  checksum: string;
}

export interface MigrationOptions {
  /** Stops after this migration: the state of an older release, to load its backup into. */
  upTo?: number;
  /** When an instance that was migrating and is silent counts as gone. */
  leaseSeconds?: number;
  /** Called when another instance is found migrating, before it is waited for. */
  onWaiting?: () => void;
}

/** Much longer than an engine under load takes to answer a beat. */
const defaultLeaseSeconds = 30;
const migrationsDirectory = new URL('../../migrations/', import.meta.url);
const none = z.object({});
/** The engine's codes for a table and a database that are not there. */
const noTableCodes = new Set(['60', '81']);
const appliedRow = z.object({ number: z.number(), file: z.string(), checksum: z.string() });

/**
 * Brings the database up to the migrations of this release, creating it first. Each file is applied once; a file is
 * recorded after its last statement, and every statement can be repeated, so a crash in between heals at the next start.
 * Any number of instances may do this at a time: one of them migrates and the others wait for it.
 */
export async function migrateWarehouse(
  address: WarehouseAddress,
  options: MigrationOptions = {},
): Promise<MigrationOutcome> {
  const server = openWarehouse({ ...address, database: 'default' });
  try {
    const everywhere = address.cluster === undefined ? '' : ` ON CLUSTER ${quoteName(address.cluster)}`;
    const database = quoteName(address.database);
    await run(server, 'create_database', `CREATE DATABASE IF NOT EXISTS ${database}${everywhere}`);
  } finally {
    await server.close();
  }
  const warehouse = openWarehouse(address);
  try {
    const migrations = await readMigrationsFor(address);
    for (;;) {
      try {
        return await bringUpToDate(warehouse, migrations, { ...options, cluster: address.cluster });
      } catch (error) {
        if (!(error instanceof MigrationLeaseLost)) throw error;
      }
    }
  } finally {
    await warehouse.close();
  }
}

const newestApplied = {
  name: 'newest_applied_migration',
  sql: 'SELECT max(number) AS number FROM schema_migrations',
  parameters: none,
  row: z.object({ number: z.number() }),
};

/** The number of the newest migration that a warehouse has; 0 where nothing was made there yet. */
export async function readAppliedVersion(warehouse: Warehouse): Promise<number> {
  try {
    const [row] = await warehouse.read(newestApplied, {});
    return row?.number ?? 0;
  } catch (error) {
    if (error instanceof ClickHouseError && noTableCodes.has(error.code)) return 0;
    throw error;
  }
}

/** The number of this release's newest migration. */
export async function readWarehouseVersion(): Promise<number> {
  return (await readMigrations()).length;
}

interface MigrationPlace extends MigrationOptions {
  cluster: string | undefined;
}

async function bringUpToDate(
  warehouse: Warehouse,
  migrations: readonly Migration[],
  { upTo = Number.POSITIVE_INFINITY, leaseSeconds = defaultLeaseSeconds, onWaiting, cluster }: MigrationPlace,
): Promise<MigrationOutcome> {
  const before = await readState(warehouse, migrations, cluster);
  if (before.kind !== 'known') return before;
  const pendingOf = (done: ReadonlySet<number>): Migration[] =>
    migrations.filter(({ number }) => number <= upTo && !done.has(number));
  if (pendingOf(before.done).length === 0) {
    return { kind: 'migrated', applied: [], version: versionOf(before.done) };
  }
  const lease = await takeMigrationLease(warehouse, {
    leaseSeconds,
    cluster,
    ...(onWaiting && { onWaiting }),
  });
  try {
    // Another instance may have migrated while the lease was waited for.
    const state = await readState(warehouse, migrations, cluster);
    if (state.kind !== 'known') return state;
    const pending = pendingOf(state.done);
    for (const migration of pending) {
      for (const [index, statement] of migration.statements.entries()) {
        await lease.assertHeld();
        await run(warehouse, `${migration.file}#${index}`, statement);
      }
      await lease.assertHeld();
      const { number, file, checksum } = migration;
      await warehouse.insert('schema_migrations', [{ number, file, checksum }]);
    }
    return {
      kind: 'migrated',
      applied: pending.map(({ file }) => file),
      version: Math.max(versionOf(state.done), ...pending.map(({ number }) => number)),
    };
  } finally {
    await lease.release();
  }
}

type DatabaseState =
  { kind: 'known'; done: ReadonlySet<number> } | Exclude<MigrationOutcome, { kind: 'migrated' }>;

function versionOf(done: ReadonlySet<number>): number {
  return Math.max(0, ...done);
}

async function readState(
  warehouse: Warehouse,
  migrations: readonly Migration[],
  cluster: string | undefined,
): Promise<DatabaseState> {
  const [onCluster, engine] = onEveryNode('ReplacingMergeTree', cluster);
  await run(
    warehouse,
    'create_migrations',
    `CREATE TABLE IF NOT EXISTS schema_migrations ${onCluster}
     (number UInt32, file String, checksum String, applied_at DateTime DEFAULT now())
     ENGINE = ${engine} ORDER BY number`,
  );
  // Whichever node is asked knows what another one has been told.
  if (cluster !== undefined) await run(warehouse, 'sync_migrations', 'SYSTEM SYNC REPLICA schema_migrations');
  const applied = await warehouse.read(
    {
      name: 'applied_migrations',
      sql: 'SELECT number, file, checksum FROM schema_migrations FINAL ORDER BY number',
      parameters: none,
      row: appliedRow,
    },
    {},
  );
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const row of applied) {
    const migration = known.get(row.number);
    if (migration === undefined) {
      const advice =
        'the data directory was written by a newer release; start that release, or restore a backup';
      return { kind: 'newer_database', found: row.file, advice };
    }
    if (migration.checksum !== row.checksum) {
      const advice = 'an applied migration must never change; put its text back and add a new file instead';
      return { kind: 'changed_history', file: migration.file, advice };
    }
  }
  return { kind: 'known', done: new Set(applied.map((row) => row.number)) };
}

/** The statements of all migrations of this release, as they run on the warehouse at this address. */
export async function readMigrationsFor({
  cluster,
  database,
  username,
}: WarehouseAddress): Promise<Migration[]> {
  const migrations = await readMigrations();
  if (cluster === undefined) return migrations;
  const statements = createClusterStatements({ cluster, database, definer: username });
  return migrations.map((migration) => ({
    ...migration,
    statements: migration.statements.flatMap((statement) => statements.rewrite(statement)),
  }));
}

async function readMigrations(): Promise<Migration[]> {
  const files = (await readdir(migrationsDirectory)).filter((file) => file.endsWith('.sql')).toSorted();
  return Promise.all(
    files.map(async (file, index) => {
      const number = Number(file.slice(0, 4));
      if (number !== index + 1) throw new Error(`migration ${file} should have the number ${index + 1}`);
      const sql = await readFile(new URL(file, migrationsDirectory), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { number, file, statements: splitStatements(sql), checksum };
    }),
  );
}

function run(warehouse: Warehouse, name: string, sql: string): Promise<void> {
  return warehouse.run({ name, sql, parameters: none }, {});
}
