/** Every service migrates the warehouse at its start: any number at a time, and one that stands still in the midst. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import { migrateWarehouse, openWarehouse, type Warehouse, type WarehouseAddress } from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { waitFor } from '../support/product/run-product.ts';

const silent = { info: () => {}, warn: () => {}, error: (...told: unknown[]) => console.error(...told) };
const files = (await readdir(new URL('../../packages/warehouse/migrations/', import.meta.url))).toSorted();

const recorded = {
  name: 'recorded_migrations',
  sql: `SELECT file FROM schema_migrations ORDER BY number`,
  parameters: z.object({}),
  row: z.object({ file: z.string() }),
};
/** As the product reads it: a line that was on its way when its writer was stopped arrives after all, and replaces its like. */
const recordedAsRead = { ...recorded, sql: 'SELECT file FROM schema_migrations FINAL ORDER BY number' };
/** Tables and views of the warehouse, without the identifiers that the engine makes up. */
const definitions = {
  name: 'definitions',
  sql: `SELECT replaceRegexpAll(create_table_query, ' UUID .[0-9a-f-]+.', '') AS definition FROM system.tables
    WHERE database = currentDatabase() AND NOT startsWith(name, 'schema_migration_lease_') ORDER BY name`,
  parameters: z.object({}),
  row: z.object({ definition: z.string() }),
};

/** Longer than a statement takes, or two reads on a busy machine; for so long the last test waits. */
const leaseSeconds = 6;

let directory: string;
let engine: Awaited<ReturnType<typeof startEmbeddedClickHouse>>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stepup-migrations-'));
  engine = await startEmbeddedClickHouse({ directory, log: silent, writers: 4 });
});
afterAll(async () => {
  await engine.stop();
  await rm(directory, { recursive: true, force: true });
});

const addressOf = (database: string): WarehouseAddress => ({
  url: engine.url,
  username: engine.username,
  password: engine.password,
  database,
});

async function withWarehouse<Result>(
  database: string,
  task: (warehouse: Warehouse) => Promise<Result>,
): Promise<Result> {
  const warehouse = openWarehouse(addressOf(database));
  try {
    return await task(warehouse);
  } finally {
    await warehouse.close();
  }
}

function startMigrator(database: string, leaseSeconds: number): ChildProcess {
  const child = fork(new URL('./migration-process.ts', import.meta.url), { stdio: 'inherit' });
  child.send({ address: addressOf(database), leaseSeconds });
  return child;
}

describe('instances that migrate one warehouse', () => {
  it('apply each migration once when they start at the same moment', async () => {
    const database = 'at_once';
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => migrateWarehouse(addressOf(database))),
    );
    const applied = outcomes.map((outcome) => (outcome.kind === 'migrated' ? outcome.applied : []));
    expect(applied.flat().toSorted()).toEqual(files);
    expect(new Set(outcomes.map((outcome) => 'version' in outcome && outcome.version))).toEqual(
      new Set([files.length]),
    );
    const rows = await withWarehouse(database, (warehouse) => warehouse.read(recorded, {}));
    expect(rows.map(({ file }) => file)).toEqual(files);
  });

  it('apply each once as processes of their own', async () => {
    const migrators = Array.from({ length: 3 }, () => startMigrator('in_processes', 15));
    const told = await Promise.all(migrators.map((migrator) => once(migrator, 'message')));
    const outcomes = z.array(z.tuple([z.object({ applied: z.array(z.string()) }), z.unknown()])).parse(told);
    expect(outcomes.flatMap(([{ applied }]) => applied).toSorted()).toEqual(files);
  });

  it('wait for one that is at work, say so, and go on with what it left when it stands still', async () => {
    const database = 'left';
    const stopped = startMigrator(database, leaseSeconds);
    await withWarehouse(database, async (warehouse) => {
      await waitFor(async () => (await warehouse.read(recorded, {})).length >= 2);
      process.kill(stopped.pid ?? 0, 'SIGSTOP');
      const left = await warehouse.read(recorded, {});
      expect(left.length).toBeLessThan(files.length);
      let waited = 0;
      const outcome = await migrateWarehouse(addressOf(database), {
        leaseSeconds,
        onWaiting: () => (waited += 1),
      });
      expect(waited).toBe(1);
      expect(outcome).toMatchObject({ kind: 'migrated', version: files.length });
      // Back to life it finds that somebody else went on, and touches nothing.
      const ended = once(stopped, 'message');
      process.kill(stopped.pid ?? 0, 'SIGCONT');
      expect(await ended).toMatchObject([
        { kind: 'migrated', applied: [], version: files.length },
        undefined,
      ]);
      expect((await warehouse.read(recordedAsRead, {})).map(({ file }) => file)).toEqual(files);
    });
    const fresh = await definitionsOf('at_once');
    expect(fresh.length).toBeGreaterThan(files.length);
    expect(await definitionsOf(database)).toEqual(fresh);
  });
});

async function definitionsOf(database: string): Promise<string[]> {
  const rows = await withWarehouse(database, (warehouse) => warehouse.read(definitions, {}));
  return rows.map(({ definition }) => definition.replaceAll(`${database}.`, ''));
}
