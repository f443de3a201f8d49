import { and, eq, inArray } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { rebuilds } from '../schema/rebuilds.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';
import { fromRebuildRow, type StoredRebuild } from './rebuild.ts';

/**
 * Asks for a rebuild of the tenant; one that waits or is under way is the same one.
 *
 * @param request.id a new UUID, kept only when the rebuild is new
 */
export async function enqueueRebuild(
  tx: TenantTransaction,
  { id, at }: { readonly id: string; readonly at: Instant },
): Promise<StoredRebuild> {
  const [created] = await tx.db
    .insert(rebuilds)
    .values({ tenant: tx.tenant, id, requestedAt: at })
    .onConflictDoNothing()
    .returning();
  if (created !== undefined) return fromRebuildRow(created);
  const [unfinished] = await tx.db
    .select()
    .from(rebuilds)
    .where(and(eq(rebuilds.tenant, tx.tenant), inArray(rebuilds.state, ['queued', 'running'])));
  // It has finished between the two statements; then it was still under way when this one was asked for.
  if (unfinished === undefined) return enqueueRebuild(tx, { id, at });
  return fromRebuildRow(unfinished);
}
