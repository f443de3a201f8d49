import pg from 'pg';
import { z } from 'zod';
import { ensureRoles } from './ensure-roles.ts';
import { readMigrations } from './read-migrations.ts';
import type { Migration } from './read-migrations.ts';

const ownFolder = new URL('../../migrations/', import.meta.url);
const oldestServer = 150_000;
/** Any constant does; it only has to be the same in every process that migrates a database. */
const lockKey = 7_378_697_629;

export interface MigrateOptions {
  /** Connects as the owner of the tables, who may create roles. */
  readonly connectionString: string;
  /** The password `stepup_app` gets, at every run. */
  readonly appPassword: string;
  /** Another folder of migrations, for tests of the migrator itself. */
  readonly folder?: URL;
  /** Stops after this migration: the state of an older release, to load its backup into. */
  readonly upTo?: number;
}

export type MigrateResult =
  | { readonly kind: 'migrated'; readonly applied: readonly string[]; readonly version: number }
  /** An applied migration was edited, renamed or removed. Undo that; a change belongs into a new migration. */
  | { readonly kind: 'history_changed'; readonly migration: string }
  /** The database was migrated by a newer release. Start that release, or restore a backup. */
  | { readonly kind: 'database_newer'; readonly databaseVersion: number; readonly version: number }
  | { readonly kind: 'server_too_old'; readonly serverVersion: number };

/**
 * Brings the database to the state the numbered SQL files describe. One process at a time (advisory lock), each
 * migration in one transaction together with its entry in the ledger. Throws when a migration itself fails; the ones
 * before it stay applied.
 */
export async function migrateStore(options: MigrateOptions): Promise<MigrateResult> {
  const migrations = await readMigrations(options.folder ?? ownFolder);
  const client = new pg.Client({
    connectionString: options.connectionString,
    application_name: 'stepup-migrate',
  });
  await client.connect();
  try {
    const serverVersion = await readServerVersion(client);
    if (serverVersion < oldestServer) return { kind: 'server_too_old', serverVersion };
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await ensureLedger(client);
    const applied = await readLedger(client);
    const refused = checkHistory(applied, migrations);
    if (refused !== null) return refused;
    await ensureRoles(client, options.appPassword);
    const pending = migrations.slice(applied.length, options.upTo);
    for (const migration of pending) await applyMigration(client, migration);
    await client.query('grant usage on schema stepup to stepup_app, stepup_system');
    return {
      kind: 'migrated',
      applied: pending.map(({ name }) => name),
      version: applied.length + pending.length,
    };
  } finally {
    // Closing the session releases the lock, whatever happened.
    await client.end();
  }
}

/** The number of this release's newest migration. */
export async function readStoreVersion(): Promise<number> {
  return (await readMigrations(ownFolder)).length;
}

interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

function checkHistory(
  applied: readonly AppliedMigration[],
  migrations: readonly Migration[],
): MigrateResult | null {
  for (const [index, entry] of applied.entries()) {
    const migration = migrations[index];
    if (migration === undefined) {
      return { kind: 'database_newer', databaseVersion: applied.length, version: migrations.length };
    }
    if (migration.name !== entry.name || migration.checksum !== entry.checksum) {
      return { kind: 'history_changed', migration: entry.name };
    }
  }
  return null;
}

async function applyMigration(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query('insert into stepup.schema_migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name} failed`, { cause: error });
  }
}

async function ensureLedger(client: pg.Client): Promise<void> {
  await client.query('create schema if not exists stepup');
  await client.query(
    `create table if not exists stepup.schema_migrations (
       number integer primary key,
       name text not null,
       checksum text not null,
       applied_at timestamptz not null default now()
     )`,
  );
}

async function readLedger(client: pg.Client): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query(
    'select number, name, checksum from stepup.schema_migrations order by number',
  );
  return z.array(z.object({ number: z.int(), name: z.string(), checksum: z.string() })).parse(rows);
}

async function readServerVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query(`select current_setting('server_version_num')::integer as version`);
  return z.tuple([z.object({ version: z.int() })]).parse(rows)[0].version;
}
