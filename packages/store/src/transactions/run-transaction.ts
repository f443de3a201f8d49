import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Pool, PoolClient } from 'pg';
import type { TransactionHandle } from './transaction.ts';

const dialect = new PgDialect();

/**
 * Runs `work` in one transaction of a connection of the pool, which `scope` limits first. Begin and scope go out as one message: of a small
 * transaction every way to the server and back is a good part. Commits when `work` resolves, rolls back when it throws or swallowed the
 * failure of a statement, which is thrown too; a connection that cannot even do that is not lent out again.
 */
export async function runTransaction<T>(
  pool: Pool,
  scope: string,
  work: (db: TransactionHandle) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; ${scope}`);
    const result = await work(handleOf(client));
    const { command } = await client.query('commit');
    // PostgreSQL answers a commit so, and with no error, where a statement failed and `work` went on.
    if (command === 'ROLLBACK') throw new Error('a statement failed: the transaction was rolled back');
    return result;
  } catch (error) {
    await client.query('rollback').catch((reason: unknown) => {
      broken = reason instanceof Error ? reason : new Error(String(reason));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function handleOf(client: PoolClient): TransactionHandle {
  const session = new NodePgSession<Record<string, unknown>, Record<string, never>>(
    client,
    dialect,
    undefined,
  );
  return new NodePgTransaction(dialect, session, undefined);
}
