import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Pool, PoolClient } from 'pg';
import type { TransactionHandle } from './transaction.ts';

const dialect = new PgDialect();

/**
 * Runs `work` in one transaction of a connection of the pool, which `scope` limits first. Begin and scope go out as one message, and the first
 * statement of `work` right behind it: of a small transaction every way to the server and back is a good part. Where the scope is refused,
 * the server refuses what follows as well; where the whole message is, what follows runs outside of any scope, in which row-level security
 * shows and takes nothing. Either way what went wrong first is thrown. Commits when `work` resolves, rolls back when it throws or swallowed the
 * failure of a statement, which is thrown too; a connection that cannot even do that is not lent out again.
 */
export async function runTransaction<T>(
  pool: Pool,
  scope: string,
  work: (db: TransactionHandle) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const begun = client.query(`begin; ${scope}`);
  // Heard of below, whatever becomes of `work`.
  begun.catch(() => undefined);
  try {
    const result = await work(handleOf(client));
    await begun;
    const { command } = await client.query('commit');
    // PostgreSQL answers a commit so, and with no error, where a statement failed and `work` went on.
    if (command === 'ROLLBACK') throw new Error('a statement failed: the transaction was rolled back');
    return result;
  } catch (error) {
    // What failed first says more than what could not follow it.
    const cause: unknown = await begun.then(
      () => error,
      (reason: unknown) => reason,
    );
    await client.query('rollback').catch((reason: unknown) => {
      broken = reason instanceof Error ? reason : new Error(String(reason));
    });
    throw cause;
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
