import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { listDumpedTables } from './list-dumped-tables.ts';

/** Some rows of one table and tenant, as JSON texts that PostgreSQL wrote. */
export interface DumpedRows {
  readonly tenant: string;
  readonly table: string;
  readonly lines: readonly string[];
}

const lotRows = 500;
const tenantRows = z.array(z.object({ id: z.string() }));
const lineRows = z.array(z.object({ line: z.string() }));

/**
 * Every row of every tenant as of one moment: one read-only transaction, tenant by tenant under row-level security, tables in
 * the order in which they can be loaded. Leases are left out; who held one is gone.
 *
 * @param pool as `stepup_app`; a table that role may not read throws, so that nothing is left out in silence
 */
export async function* dumpStore(pool: Pool): AsyncGenerator<DumpedRows> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
    // The transaction is idle while its reader writes.
    await client.query('set local idle_in_transaction_session_timeout = 0');
    const tables = await listDumpedTables(client);
    for (const tenant of await listEveryTenant(client)) {
      await client.query(`select set_config('stepup.tenant', $1, true)`, [tenant]);
      for (const { name } of tables) {
        for await (const lines of readRows(client, name)) yield { tenant, table: name, lines };
      }
    }
    await client.query('commit');
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A reader that stops early leaves the transaction open; the connection is ended with it.
    client.release(failure ?? true);
  }
}

async function* readRows(client: PoolClient, table: string): AsyncGenerator<readonly string[]> {
  await client.query(
    `declare dumped no scroll cursor for select row_to_json(t)::text as line from stepup.${client.escapeIdentifier(table)} t`,
  );
  for (;;) {
    const { rows } = await client.query(`fetch ${lotRows} from dumped`);
    if (rows.length === 0) break;
    yield lineRows.parse(rows).map(({ line }) => line);
  }
  await client.query('close dumped');
}

/** Deleted ones too: a restored tombstone keeps refusing events. */
async function listEveryTenant(client: PoolClient): Promise<string[]> {
  await client.query('set local role stepup_system');
  const { rows } = await client.query('select id from stepup.tenants order by id');
  await client.query('reset role');
  return tenantRows.parse(rows).map(({ id }) => id);
}
