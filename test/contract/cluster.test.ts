/**
 * The warehouse spread over a cluster. What is made for it is read by the engine's own parser, and runs behind tables that stand in
 * front of others, on an engine that is a cluster of one node: the same migrator, statements and questions, and the numbers of the
 * oracle. Not here: a second node, replicas, a queue of statements.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import {
  deriveOpenBatches,
  forgetBatches,
  migrateWarehouse,
  openWarehouse,
  readMigrationsFor,
  storeBatch,
  toWarehouseAddress,
  type Warehouse,
  type WarehouseAddress,
} from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { askOracle, askWarehouse } from '../support/engine/ask-deals.ts';
import { findDifferences } from '../support/engine/find-differences.ts';
import { type ClusterFront, startClusterFront } from '../support/engine/start-cluster-front.ts';
import { tellHistory } from '../support/engine/tell-history.ts';
import { createOracle } from '../support/oracle/create-oracle.ts';

const cluster = 'stepup_nodes';
const silent = { info: () => {}, warn: () => {}, error: (...told: unknown[]) => console.error(...told) };
const none = z.object({});

let directory: string;
let engine: Awaited<ReturnType<typeof startEmbeddedClickHouse>>;
let front: ClusterFront;
let spread: WarehouseAddress;
let warehouse: Warehouse;
/** The engine as it is, past the front. */
let bare: Warehouse;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stepup-cluster-'));
  engine = await startEmbeddedClickHouse({ directory, log: silent, cluster, writers: 4 });
  front = await startClusterFront(engine.url);
  const url = new URL(`${front.url}/spread?cluster=${cluster}`);
  url.username = engine.username;
  url.password = engine.password;
  spread = toWarehouseAddress(url.href);
  expect(await migrateWarehouse(spread)).toMatchObject({ kind: 'migrated' });
  warehouse = openWarehouse(spread);
  bare = openWarehouse({ ...spread, url: engine.url, cluster: undefined });
});
afterAll(async () => {
  await bare.close();
  await warehouse.close();
  await front.stop();
  await engine.stop();
  await rm(directory, { recursive: true, force: true });
});

async function ask<Row extends z.ZodRawShape>(
  sql: string,
  row: Row,
  of: Warehouse = warehouse,
): Promise<z.output<z.ZodObject<Row>>[]> {
  return of.read({ name: 'asked_by_test', sql, parameters: none, row: z.object(row) }, {});
}

describe('what migrations make on a cluster', () => {
  it('is read by the parser of the engine, goes to every node, and keeps rows in replicated tables alone', async () => {
    for (const { file, statements } of await readMigrationsFor(spread)) {
      for (const statement of statements) {
        const [parsed] = await bare.read(
          {
            name: 'parse',
            sql: 'SELECT formatQuerySingleLine({statement:String}) AS text',
            parameters: z.object({ statement: z.string() }),
            row: z.object({ text: z.string() }),
          },
          { statement },
        );
        expect({ file, text: parsed?.text }).toMatchObject({
          text: expect.stringMatching(/ ON CLUSTER stepup_nodes\b|^INSERT INTO /),
        });
        expect({ file, text: parsed?.text }).not.toMatchObject({
          text: expect.stringMatching(/ENGINE = \w*(?<!Replicated\w*)MergeTree/),
        });
      }
    }
  });

  it('stands everywhere by the number of the newest migration, once, however often it is asked for', async () => {
    const before = front.statements.length;
    expect(before).toBeGreaterThan(100);
    expect(await migrateWarehouse(spread)).toMatchObject({ kind: 'migrated', applied: [] });
    // The database and the list of migrations, where they are missing.
    expect(front.statements.slice(before)).toHaveLength(2);
  });

  it('puts a table that sends rows to the shard of their tenant before each that keeps them', async () => {
    const tables = await ask(
      `SELECT name, engine, engine_full AS told FROM system.tables WHERE database = currentDatabase() AND engine NOT LIKE '%View'`,
      { name: z.string(), engine: z.string(), told: z.string() },
    );
    const fronts = tables.filter(({ engine: kind }) => kind === 'Distributed');
    const kept = tables.filter(({ name }) => name.endsWith('_local'));
    expect(fronts.map(({ name }) => `${name}_local`).toSorted()).toEqual(
      kept.map(({ name }) => name).toSorted(),
    );
    expect(fronts.length).toBeGreaterThan(20);
    for (const { told } of fronts) expect(told).toContain('cityHash64(tenant)');
    // Only what every node needs to know by itself is in neither: what was migrated, and by whom.
    const others = tables.filter((table) => !fronts.includes(table) && !kept.includes(table));
    expect(others.map(({ name }) => name.replace(/\d+$/, ''))).toEqual([
      'schema_migration_lease_',
      'schema_migrations',
    ]);
  });

  it('has the same columns in front as behind', async () => {
    const columns = await ask(
      `SELECT replaceRegexpOne(table, '_local$', '') AS name, groupUniqArray((position, name, type, default_kind)) AS columns, count() / 2 AS of_one
       FROM system.columns WHERE database = currentDatabase() AND replaceRegexpOne(table, '_local$', '') IN (SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'Distributed') GROUP BY name HAVING length(columns) != of_one`,
      { name: z.string() },
    );
    expect(columns).toEqual([]);
  });
});

describe('a warehouse behind tables that stand in front', () => {
  it('answers every question as the oracle does', async () => {
    const seed = 1;
    const tenant = `history-${seed}`;
    const { told, end } = tellHistory(seed);
    expect(await findDifferences(warehouse, told, end, seed, tenant)).toEqual([]);
    const oracle = createOracle(acceptEvents(tenant, told).map(({ event }) => event));
    expect(await askWarehouse(warehouse, tenant, end)).toEqual(askOracle(oracle, end));
  });

  it('has every view of boards and tools', async () => {
    const views = await ask(`SELECT name FROM system.tables WHERE database = 'stepup_v1'`, {
      name: z.string(),
    });
    expect(views.length).toBeGreaterThan(10);
    for (const { name } of views) {
      const [row] = await ask(`SELECT count() AS count FROM stepup_v1.${name} WHERE tenant = 'history-1'`, {
        count: z.number(),
      });
      const isTold =
        /^(?:steps|closes|activities|deals|daily_\w+|people|freshness|pipeline_steps|horizons)$/.test(name);
      expect({ name, ...row }).toEqual({
        name,
        count: isTold ? expect.toSatisfy((n: number) => n > 0) : expect.any(Number),
      });
    }
  });

  it('erases and forgets in place, on the node that has the rows', async () => {
    const tenant = 'erased';
    const event = (id: string, type: string, data: object) => ({
      specversion: '1.0',
      id,
      source: 's',
      type,
      time: '2026-01-01T00:00:00Z',
      data,
    });
    const told = ['ann', 'bob'].map((person) =>
      event(person, 'sales.person.changed.v1', {
        person_id: person,
        name: person,
        role: 'rep',
        active: true,
        team: 'one',
      }),
    );
    await storeBatch(warehouse, acceptEvents(tenant, told));
    await storeBatch(
      warehouse,
      acceptEvents(tenant, [event('gone', 'sales.person.erased.v1', { person_id: 'ann' })]),
    );
    const left = await ask(`SELECT person_id AS person FROM event_texts WHERE tenant = '${tenant}'`, {
      person: z.string(),
    });
    expect(left).toEqual([{ person: 'bob' }]);
    const named = await ask(`SELECT person_id AS person FROM person_pseudonyms WHERE tenant = '${tenant}'`, {
      person: z.string(),
    });
    expect(named).toEqual([{ person: 'bob' }]);

    await deriveOpenBatches(warehouse, 'one');
    await forgetBatches(warehouse);
    const [rows] = await ask(
      `SELECT (SELECT count() FROM touched_entities) AS touched, (SELECT count() FROM derived_batches) AS derived`,
      { touched: z.number(), derived: z.number() },
    );
    expect(rows).toEqual({ touched: 0, derived: 0 });
  });
});
