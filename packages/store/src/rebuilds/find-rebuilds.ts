import { and, asc, eq, inArray } from 'drizzle-orm';
import { rebuilds } from '../schema/rebuilds.ts';
import type { SystemTransaction, TenantTransaction } from '../transactions/transaction.ts';
import { fromRebuildRow, type StoredRebuild } from './rebuild.ts';

/** The rebuild, or null when the tenant has none with this id. */
export async function getRebuild(tx: TenantTransaction, id: string): Promise<StoredRebuild | null> {
  const [row] = await tx.db
    .select()
    .from(rebuilds)
    .where(and(eq(rebuilds.tenant, tx.tenant), eq(rebuilds.id, id)));
  return row === undefined ? null : fromRebuildRow(row);
}

/** Rebuilds of all tenants that wait or are under way, the oldest first: what a lost job queue is filled from. */
export async function listUnfinishedRebuilds(
  tx: SystemTransaction,
  limit: number,
): Promise<readonly { readonly tenant: string; readonly id: string }[]> {
  return tx.db
    .select({ tenant: rebuilds.tenant, id: rebuilds.id })
    .from(rebuilds)
    .where(inArray(rebuilds.state, ['queued', 'running']))
    .orderBy(asc(rebuilds.requestedAt), asc(rebuilds.id))
    .limit(limit);
}
