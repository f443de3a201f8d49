import type { Pool } from 'pg';
import { runTransaction } from './run-transaction.ts';
import type { SystemTransaction } from './transaction.ts';

/**
 * Runs `work` in one transaction under the role `stepup_system`, for the few jobs that serve all tenants: the outbox
 * relay, the list of tenants, expiry. That role reads no finding, no plan and no log.
 */
export async function withSystem<T>(pool: Pool, work: (tx: SystemTransaction) => Promise<T>): Promise<T> {
  return runTransaction(pool, 'set local role stepup_system', (db) => work({ kind: 'system', db }));
}
