import pg from 'pg';
import { z } from 'zod';
import type { DumpedRows } from './dump-store.ts';
import { type DumpedTable, listDumpedTables } from './list-dumped-tables.ts';

export type LoadedStore =
  | { readonly kind: 'loaded'; readonly rows: number }
  /** Nothing was changed. */
  | { readonly kind: 'not_empty' }
  | { readonly kind: 'unknown_table'; readonly table: string };

/**
 * Loads what {@link dumpStore} gave into an empty store of the same migration number, all in one transaction: either every row
 * or none. Constraints and row-level security hold meanwhile.
 *
 * @param connectionString of the owner of the tables
 */
export async function loadStore(
  connectionString: string,
  dump: AsyncIterable<DumpedRows>,
): Promise<LoadedStore> {
  const client = new pg.Client({ connectionString, application_name: 'stepup-restore' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set constraints all deferred');
    const loaded = await loadRows(client, dump);
    await client.query(loaded.kind === 'loaded' ? 'commit' : 'rollback');
    return loaded;
  } finally {
    // Rolls back whatever was not committed.
    await client.end();
  }
}

/** Whether the store has no tenant, not even a deleted one. */
export async function isStoreEmpty(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, application_name: 'stepup-restore' });
  await client.connect();
  try {
    await client.query('begin');
    return !(await hasTenants(client));
  } finally {
    await client.end();
  }
}

async function loadRows(client: pg.Client, dump: AsyncIterable<DumpedRows>): Promise<LoadedStore> {
  if (await hasTenants(client)) return { kind: 'not_empty' };
  const tables = new Map((await listDumpedTables(client)).map((table) => [table.name, table]));
  await client.query('create temporary table loaded_lines (line json not null) on commit drop');
  const largestNumbers = new Map<string, bigint>();
  let rows = 0;
  const closeOpen = async (table: DumpedTable): Promise<void> => {
    if (table.numbered !== null) {
      const largest = await readLargestNumber(client, table.numbered);
      const before = largestNumbers.get(table.name) ?? 0n;
      largestNumbers.set(table.name, largest > before ? largest : before);
    }
    await moveLines(client, table);
  };
  let open: { tenant: string; table: DumpedTable } | null = null;
  for await (const { tenant, table: name, lines } of dump) {
    const table = tables.get(name);
    if (table === undefined) return { kind: 'unknown_table', table: name };
    if (open !== null && (open.tenant !== tenant || open.table !== table)) {
      await closeOpen(open.table);
      open = null;
    }
    if (open === null) await client.query(`select set_config('stepup.tenant', $1, true)`, [tenant]);
    open = { tenant, table };
    await client.query('insert into loaded_lines select line::json from unnest($1::text[]) line', [lines]);
    rows += lines.length;
  }
  if (open !== null) await closeOpen(open.table);
  for (const table of tables.values()) await continueNumbers(client, table, largestNumbers.get(table.name));
  return { kind: 'loaded', rows };
}

/** Of any tenant: row-level security holds the owner too, so it is lifted from this one table within the transaction. */
async function hasTenants(client: pg.Client): Promise<boolean> {
  await client.query('alter table stepup.tenants no force row level security');
  const { rowCount } = await client.query('select from stepup.tenants limit 1');
  await client.query('alter table stepup.tenants force row level security');
  return rowCount !== 0;
}

/** One statement a table and tenant, so that rows may refer to later rows of their own table. */
async function moveLines(client: pg.Client, { name, columns }: DumpedTable): Promise<void> {
  const target = `stepup.${client.escapeIdentifier(name)}`;
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  await client.query(
    `insert into ${target} (${list}) overriding system value
     select ${columns.map((column) => `r.${client.escapeIdentifier(column)}`).join(', ')}
     from loaded_lines, json_populate_record(null::${target}, line) r`,
  );
  await client.query('truncate loaded_lines');
}

async function readLargestNumber(client: pg.Client, numbered: string): Promise<bigint> {
  const { rows } = await client.query(
    `select max((line ->> $1)::bigint)::text as largest from loaded_lines`,
    [numbered],
  );
  return BigInt(z.tuple([z.object({ largest: z.string().nullable() })]).parse(rows)[0].largest ?? 0);
}

/** A table that numbers its rows goes on after the largest number that was loaded. */
async function continueNumbers(
  client: pg.Client,
  { name, numbered }: DumpedTable,
  largest: bigint | undefined,
): Promise<void> {
  if (numbered === null || largest === undefined || largest === 0n) return;
  await client.query('select setval(pg_get_serial_sequence($1, $2), $3)', [
    `stepup.${client.escapeIdentifier(name)}`,
    numbered,
    largest.toString(),
  ]);
}
