import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { drizzleOf } from './drizzle-of.ts';
import type { SystemTransaction } from './transaction.ts';

/**
 * Runs `work` in one transaction under the role `stepup_system`, for the few jobs that serve all tenants: the outbox
 * relay, the list of tenants, expiry. That role reads no finding, no plan and no log.
 */
export async function withSystem<T>(pool: Pool, work: (tx: SystemTransaction) => Promise<T>): Promise<T> {
  return drizzleOf(pool).transaction(async (db) => {
    await db.execute(sql`set local role stepup_system`);
    return work({ kind: 'system', db });
  });
}
