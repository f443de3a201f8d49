import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import type { KeptTable } from './kept-tables.ts';

const keyRow = z.object({ key: z.array(z.string()) });

/**
 * Every row of a kept table as JSON lines, lot by lot, in the order of its key. A row that is written meanwhile is in it if
 * its key comes later than what was read; what was there before is in it.
 */
export async function* exportLots(warehouse: Warehouse, kept: KeptTable): AsyncGenerator<string[]> {
  let after: string[] | null = null;
  for (;;) {
    const last = await findLastKey(warehouse, kept, after);
    if (last === null) return;
    yield await readLot(warehouse, kept, after, last);
    after = last;
  }
}

/** Every tenant that has events, in bytewise order. */
export async function listStoredTenants(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.read(
    {
      name: 'stored_tenants',
      sql: 'SELECT DISTINCT tenant FROM raw_events ORDER BY tenant',
      parameters: z.object({}),
      row: z.object({ tenant: z.string() }),
    },
    {},
  );
  return rows.map(({ tenant }) => tenant);
}

async function findLastKey(
  warehouse: Warehouse,
  { table, key, lotRows }: KeptTable,
  after: readonly string[] | null,
): Promise<string[] | null> {
  const columns = key.map(({ column }) => column).join(', ');
  const rows = await warehouse.read(
    {
      name: 'last_key_of_lot',
      sql: `SELECT [${key.map(({ column }) => `toString(${column})`).join(', ')}] AS key
        FROM (SELECT ${columns} FROM ${table} FINAL WHERE ${isAfterSql(key, after)} ORDER BY ${columns} LIMIT ${lotRows})
        ORDER BY ${key.map(({ column }) => `${column} DESC`).join(', ')} LIMIT 1`,
      parameters: z.record(z.string(), z.string()),
      row: keyRow,
    },
    toParameters('after', after),
  );
  return rows[0]?.key ?? null;
}

function readLot(
  warehouse: Warehouse,
  { table, key }: KeptTable,
  after: readonly string[] | null,
  last: readonly string[],
): Promise<string[]> {
  const columns = key.map(({ column }) => column).join(', ');
  return warehouse.readLines(
    {
      name: 'read_lot',
      sql: `SELECT * FROM ${table} FINAL
        WHERE ${isAfterSql(key, after)} AND (${columns}) <= (${boundSql(key, 'last')}) ORDER BY ${columns}`,
      parameters: z.record(z.string(), z.string()),
    },
    { ...toParameters('after', after), ...toParameters('last', last) },
  );
}

function isAfterSql(key: KeptTable['key'], after: readonly string[] | null): string {
  return after === null
    ? '1'
    : `(${key.map(({ column }) => column).join(', ')}) > (${boundSql(key, 'after')})`;
}

function boundSql(key: KeptTable['key'], prefix: 'after' | 'last'): string {
  return key.map(({ type }, index) => `{${prefix}_${index}:${type}}`).join(', ');
}

function toParameters(prefix: 'after' | 'last', values: readonly string[] | null): Record<string, string> {
  return Object.fromEntries((values ?? []).map((value, index) => [`${prefix}_${index}`, value]));
}
