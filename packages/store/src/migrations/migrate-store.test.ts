import { mkdtemp, readdir, copyFile, rm, writeFile, appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { expect, it } from 'vitest';
import { describeStore } from '../test-support/describe-store.ts';
import { migrateStore } from './migrate-store.ts';
import { tables } from '../schema/tables.ts';

const migrationsFolder = new URL('../../migrations/', import.meta.url);

async function copyMigrations(): Promise<{ path: string; url: URL }> {
  const path = await mkdtemp(join(tmpdir(), 'stepup-migrations-'));
  for (const name of await readdir(migrationsFolder))
    await copyFile(new URL(name, migrationsFolder), join(path, name));
  return { path, url: pathToFileURL(`${path}/`) };
}

describeStore('the migrator', (store) => {
  const migrate = (folder?: URL) =>
    migrateStore({
      connectionString: store().server.ownerUrl,
      appPassword: decodeURIComponent(new URL(store().appUrl).password),
      ...(folder === undefined ? {} : { folder }),
    });

  async function inDatabase<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: store().server.ownerUrl });
    await client.connect();
    try {
      return (await client.query<T>(text)).rows;
    } finally {
      await client.end();
    }
  }

  it('applies nothing a second time', async () => {
    const version = (await readdir(migrationsFolder)).length;
    expect(await migrate()).toEqual({ kind: 'migrated', applied: [], version });
  });

  it('lets any number of processes start at once', async () => {
    const { path, url } = await copyMigrations();
    const version = (await readdir(path)).length + 1;
    const name = `${String(version).padStart(4, '0')}-extra.sql`;
    await writeFile(join(path, name), 'create table stepup.extra (id integer);');
    const results = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(results.flatMap((result) => (result.kind === 'migrated' ? result.applied : ['refused']))).toEqual([
      name,
    ]);
    // The older release now finds a database that is newer than itself.
    expect(await migrate()).toEqual({
      kind: 'database_newer',
      databaseVersion: version,
      version: version - 1,
    });
    await inDatabase('drop table stepup.extra');
    await inDatabase(`delete from stepup.schema_migrations where number = ${version}`);
    await rm(path, { recursive: true });
  });

  it('refuses a changed history', async () => {
    const { path, url } = await copyMigrations();
    await appendFile(join(path, '0002-idempotency-and-outbox.sql'), '-- edited\n');
    expect(await migrate(url)).toEqual({
      kind: 'history_changed',
      migration: '0002-idempotency-and-outbox.sql',
    });
    await rm(path, { recursive: true });
  });

  it('leaves nothing of a migration that fails', async () => {
    const { path, url } = await copyMigrations();
    const next = (await readdir(path)).length + 1;
    const number = String(next).padStart(4, '0');
    await writeFile(
      join(path, `${number}-broken.sql`),
      'create table stepup.half (id integer); select 1 / 0;',
    );
    await expect(migrate(url)).rejects.toThrow(`migration ${number}-broken.sql failed`);
    expect(await inDatabase(`select to_regclass('stepup.half') as half`)).toEqual([{ half: null }]);
    expect(await migrate()).toMatchObject({ kind: 'migrated', applied: [] });
    await rm(path, { recursive: true });
  });

  it('refuses a gap in the numbers', async () => {
    const { path, url } = await copyMigrations();
    await rm(join(path, '0002-idempotency-and-outbox.sql'));
    await expect(migrate(url)).rejects.toThrow('should be number 2');
    await rm(path, { recursive: true });
  });

  it('makes exactly the tables, columns, types, nullability and keys that Drizzle declares', async () => {
    const migrated = await inDatabase<{
      table: string;
      column: string;
      type: string;
      nullable: boolean;
      keyed: boolean;
    }>(`
      select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
             not a.attnotnull as nullable, coalesce(a.attnum = any (i.indkey), false) as keyed
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relnamespace = 'stepup'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'`);
    const declared = tables.flatMap((table) => {
      const { name, columns, primaryKeys } = getTableConfig(table);
      const keyed = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)));
      return columns.map((column) => ({
        table: name,
        column: column.name,
        type: column.getSQLType(),
        nullable: !column.notNull,
        keyed: column.primary || keyed.has(column.name),
      }));
    });
    const sorted = (rows: typeof declared) => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(migrated)).toEqual(sorted(declared));
  });
});
