import { and, eq, isNull } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { tenants } from '../schema/tenants.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Marks the tenant as deleted for good. False when it does not exist or carries a tombstone already. */
export async function tombstoneTenant(tx: TenantTransaction, at: Instant): Promise<boolean> {
  const marked = await tx.db
    .update(tenants)
    .set({ tombstonedAt: at })
    .where(and(eq(tenants.id, tx.tenant), isNull(tenants.tombstonedAt)))
    .returning({ id: tenants.id });
  return marked.length > 0;
}
