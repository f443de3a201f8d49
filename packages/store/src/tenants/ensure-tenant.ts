import { eq } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { tenants } from '../schema/tenants.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export type EnsuredTenant =
  | { readonly kind: 'created' }
  | { readonly kind: 'exists' }
  | { readonly kind: 'tombstoned'; readonly at: Instant };

/** A tenant exists as soon as something names it. One with a tombstone stays gone. */
export async function ensureTenant(tx: TenantTransaction, at: Instant): Promise<EnsuredTenant> {
  const created = await tx.db
    .insert(tenants)
    .values({ id: tx.tenant, createdAt: at })
    .onConflictDoNothing()
    .returning({ id: tenants.id });
  if (created.length > 0) return { kind: 'created' };
  const [row] = await tx.db.select().from(tenants).where(eq(tenants.id, tx.tenant));
  return row?.tombstonedAt ? { kind: 'tombstoned', at: row.tombstonedAt } : { kind: 'exists' };
}
