import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { drizzleOf } from './drizzle-of.ts';
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
  return drizzleOf(pool).transaction(async (db) => {
    await db.execute(sql`select set_config('stepup.tenant', ${tenant}, true)`);
    return work({ kind: 'tenant', tenant, db });
  });
}
