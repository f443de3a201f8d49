import { and, eq, lte, or, sql } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { leaseUntil } from '../runs/claim-run.ts';
import { rebuilds } from '../schema/rebuilds.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';
import { fromRebuildRow, type StoredRebuild } from './rebuild.ts';

export type RebuildClaim =
  | { readonly kind: 'claimed'; readonly rebuild: StoredRebuild & { readonly startedAt: Instant } }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'finished' }
  /** Another worker is on it and its lease has not run out. */
  | { readonly kind: 'in_progress' };

/** Takes a rebuild that waits, or one whose worker let its lease run out, at the place it has come to. */
export async function claimRebuild(
  tx: TenantTransaction,
  request: { readonly id: string; readonly at: Instant; readonly leaseSeconds: number },
): Promise<RebuildClaim> {
  const { id, at, leaseSeconds } = request;
  const here = and(eq(rebuilds.tenant, tx.tenant), eq(rebuilds.id, id));
  const isFree = or(
    eq(rebuilds.state, 'queued'),
    and(eq(rebuilds.state, 'running'), lte(rebuilds.leaseUntil, at)),
  );
  const [claimed] = await tx.db
    .update(rebuilds)
    .set({
      state: 'running',
      attempt: sql`${rebuilds.attempt} + 1`,
      leaseUntil: leaseUntil(at, leaseSeconds),
      startedAt: sql`coalesce(${rebuilds.startedAt}, ${at})`,
      error: null,
    })
    .where(and(here, isFree))
    .returning();
  if (claimed !== undefined) {
    const rebuild = fromRebuildRow(claimed);
    return { kind: 'claimed', rebuild: { ...rebuild, startedAt: rebuild.startedAt ?? at } };
  }
  const [row] = await tx.db.select({ state: rebuilds.state }).from(rebuilds).where(here);
  if (row === undefined) return { kind: 'not_found' };
  return { kind: row.state === 'running' ? 'in_progress' : 'finished' };
}
