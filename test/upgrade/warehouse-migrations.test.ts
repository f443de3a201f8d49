/**
 * A warehouse that was last migrated by an earlier release, whichever migration that ended with: with its rows in it, it is brought to this release, and
 * facts and views are then those of a warehouse that was made by this one.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import { simulateHistory } from '@stepup/simulator';
import {
  deriveOpenBatches,
  keptTables,
  migrateWarehouse,
  openWarehouse,
  storeBatch,
  type Warehouse,
} from '@stepup/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { storeCoaching } from '../support/boards/board-coaching.ts';
import { acceptEvents } from '../support/engine/accept-events.ts';

const tenant = 'acme';
const none = z.object({});
const silent = { info: () => {}, warn: () => {}, error: (...told: unknown[]) => console.error(...told) };
const files = (await readdir(new URL('../../packages/warehouse/migrations/', import.meta.url))).toSorted();
/** No release had less: the first three came together. */
const firstRelease = 3;
/** Facts got the shape they have now with this one; those of before are derived anew by it. */
const factsSince = 13;
/** Filled by what is inserted elsewhere. */
const fedTables = ['event_bodies', 'newest_events', 'deal_merge_ends', 'derivations', 'derived_deals'];
/** Those whose shape another migration changed, which derives them anew. */
const reshapedTables = ['deal_facts', 'step_facts', 'activity_facts', 'named_currencies', 'entered_stages'];
const facts = ['deal_facts', 'step_facts', 'spell_facts', 'arrival_facts', 'activity_facts', 'person_facts'];
const views = [
  'steps',
  'closes',
  'activities',
  'deals',
  'teams',
  'daily_steps',
  'daily_activities',
  'pipeline_steps',
  'horizons',
];

let directory: string;
let engine: Awaited<ReturnType<typeof startEmbeddedClickHouse>>;
let made: Awaited<ReturnType<typeof readAll>>;

const addressOf = (database: string) => ({
  url: engine.url,
  username: engine.username,
  password: engine.password,
  database,
});

async function inDatabase<Result>(
  database: string,
  work: (warehouse: Warehouse) => Promise<Result>,
): Promise<Result> {
  const warehouse = openWarehouse(addressOf(database));
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

const columnRow = z.object({ table: z.string(), name: z.string() });

/** The columns of every table of a database that can be written to. */
async function readColumns(warehouse: Warehouse, database: string): Promise<Map<string, string[]>> {
  const rows = await warehouse.read(
    {
      name: 'columns',
      sql: `SELECT c.table AS table, c.name AS name FROM system.columns AS c
        INNER JOIN system.tables AS t ON t.database = c.database AND t.name = c.table
        WHERE c.database = '${database}' AND t.engine NOT LIKE '%View' AND c.default_kind NOT IN ('ALIAS', 'MATERIALIZED')`,
      parameters: none,
      row: columnRow,
    },
    {},
  );
  const columns = Map.groupBy(rows, ({ table }) => table);
  return new Map([...columns].map(([table, of]) => [table, of.map(({ name }) => name)]));
}

/** Rows and their hash. Left out: versions, pseudonyms, which are random where a migration gave them, and the moment of asking. */
async function readAll(warehouse: Warehouse): Promise<Record<string, string>> {
  const read: Record<string, string> = {};
  const hash = async (source: string, left: readonly string[]) => {
    const [database = '', table = ''] = source.split(' ')[0]?.split('.') ?? [];
    const columns = await warehouse.read(
      {
        name: 'columns_of',
        sql: `SELECT table, name FROM system.columns WHERE database = '${database}' AND table = '${table}' ORDER BY name`,
        parameters: none,
        row: columnRow,
      },
      {},
    );
    const names = columns.map(({ name }) => name).filter((name) => !left.includes(name));
    const [row] = await warehouse.read(
      {
        name: 'hash',
        sql: `SELECT concat(toString(count()), ' ', toString(groupBitXor(cityHash64(toString(tuple(${names.map((name) => `\`${name}\``).join(', ')})))))) AS said FROM ${source}`,
        parameters: none,
        row: z.object({ said: z.string() }),
      },
      {},
    );
    return row?.said ?? '';
  };
  const [current] = await warehouse.read(
    {
      name: 'database',
      sql: 'SELECT currentDatabase() AS name',
      parameters: none,
      row: z.object({ name: z.string() }),
    },
    {},
  );
  for (const table of [...facts, 'event_bodies'])
    read[table] = await hash(`${current?.name}.${table} FINAL`, ['version']);
  for (const view of views)
    read[view] = await hash(`stepup_v1.${view}`, ['person', 'as_of', 'ended_at', 'lasted_us', 'watched_us']);
  return read;
}

const countOf = async (warehouse: Warehouse, view: string): Promise<number> => {
  const [row] = await warehouse.read(
    {
      name: 'count',
      sql: `SELECT count() AS n FROM stepup_v1.${view} WHERE tenant = '${tenant}'`,
      parameters: none,
      row: z.object({ n: z.number() }),
    },
    {},
  );
  return row?.n ?? 0;
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stepup-upgrades-'));
  engine = await startEmbeddedClickHouse({ directory, log: silent });
  await migrateWarehouse(addressOf('made'));
  made = await inDatabase('made', async (warehouse) => {
    const people = Array.from({ length: 6 }, (_, n) => ({
      specversion: '1.0',
      id: `person-${n}`,
      source: 'release',
      type: 'sales.person.changed.v1',
      time: '2020-01-01T00:00:00Z',
      data: { person_id: `rep-${n}`, name: `Rep ${n}`, role: 'rep', active: true, team: 'North' },
    }));
    await storeBatch(warehouse, acceptEvents(tenant, [...simulateHistory(4).events, ...people]));
    await storeCoaching(warehouse, tenant);
    return readAll(warehouse);
  });
}, 120_000);
afterAll(async () => {
  await engine.stop();
  await rm(directory, { recursive: true, force: true });
});

describe('a warehouse whose newest migration is', () => {
  it('this one, is what the others are compared with', async () => {
    for (const [name, said] of Object.entries(made)) {
      if (name !== 'teams') expect(said, name).not.toMatch(/^0 /);
    }
    expect(await inDatabase('made', (warehouse) => countOf(warehouse, 'findings'))).toBe(6);
  });

  it.each(files.slice(firstRelease - 1, -1).map((file, index) => [file, index + firstRelease] as const))(
    '%s',
    { timeout: 120_000 },
    async (_file, number) => {
      const database = `from_${number}`;
      await migrateWarehouse(addressOf(database), { upTo: number });
      await inDatabase(database, async (warehouse) => {
        const there = await readColumns(warehouse, database);
        for (const [table, columns] of await readColumns(warehouse, 'made')) {
          const known = there.get(table)?.filter((name) => columns.includes(name)) ?? [];
          const isLeft = table.startsWith('schema_') || fedTables.includes(table);
          if (known.length === 0 || isLeft || (number < factsSince && reshapedTables.includes(table)))
            continue;
          const list = known.map((name) => `\`${name}\``).join(', ');
          const sql = `INSERT INTO ${database}.${table} (${list}) SELECT ${list} FROM made.${table}`;
          await warehouse.run({ name: `copy_${table}`, sql, parameters: none }, {});
        }
        const outcome = await migrateWarehouse(addressOf(database));
        expect(outcome).toMatchObject({
          kind: 'migrated',
          applied: files.slice(number),
          version: files.length,
        });
        expect(await deriveOpenBatches(warehouse, 'one')).toMatchObject({ failed: [] });
        expect(await readAll(warehouse)).toEqual(made);
        const keeps = (table: string) => keptTables.some((kept) => kept.table === table) && there.has(table);
        const isTold = keeps('coaching_events');
        expect((await countOf(warehouse, 'coaching_records')) > 0).toBe(isTold);
        // Nothing is shown before the api has said that it may be.
        expect(await countOf(warehouse, 'findings')).toBe(there.has('shown_findings') ? 6 : 0);
      });
    },
  );
});
