import type { Pool } from 'pg';
import { runTransaction } from './run-transaction.ts';
import type { TenantTransaction } from './transaction.ts';

const tenantName = /^[a-z0-9-]{1,63}$/;

/**
 * Runs `work` in one transaction that sees the rows of `tenant` alone. The tenant is set for this transaction only,
 * so a pooled connection never carries it into the next one. Commits when `work` resolves, rolls back when it throws.
 */
export async function withTenant<T>(
  pool: Pool,
  tenant: string,
  work: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
  if (!tenantName.test(tenant)) throw new Error(`not a tenant name: ${JSON.stringify(tenant)}`);
  // Quoted as it is: no such name has anything that could end the quotes.
  return runTransaction(pool, `select set_config('stepup.tenant', '${tenant}', true)`, (db) =>
    work({ kind: 'tenant', tenant, db }),
  );
}
