import { and, eq, sql } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { idempotencyKeys } from '../schema/idempotency-keys.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export type BegunWrite =
  | { readonly kind: 'begun' }
  /** The same request was answered before: give the same answer. */
  | { readonly kind: 'answered'; readonly status: number; readonly answer: unknown }
  /** Another process works on it, or died less than a minute ago. */
  | { readonly kind: 'in_progress' }
  /** The key was used for another body. */
  | { readonly kind: 'conflict' };

/**
 * Claims an idempotency key for 24 hours. `fingerprint` is a hash of method, path and body. Called in the
 * transaction of the write itself, a concurrent request with the same key waits here until that write has ended
 * and then gets its answer.
 */
export async function beginWrite(
  tx: TenantTransaction,
  request: {
    readonly actor: string;
    readonly key: string;
    readonly fingerprint: string;
    readonly at: Instant;
  },
): Promise<BegunWrite> {
  const { actor, key, fingerprint, at } = request;
  const fresh = { fingerprint, startedAt: at, expiresAt: sql`${at}::timestamptz + interval '24 hours'` };
  const begun = await tx.db
    .insert(idempotencyKeys)
    .values({ tenant: tx.tenant, actor, key, ...fresh })
    .onConflictDoUpdate({
      target: [idempotencyKeys.tenant, idempotencyKeys.actor, idempotencyKeys.key],
      set: { ...fresh, status: null, answer: null },
      setWhere: sql`${idempotencyKeys.expiresAt} <= ${at}
        or (${idempotencyKeys.status} is null and ${idempotencyKeys.startedAt} <= ${at}::timestamptz - interval '1 minute')`,
    })
    .returning({ key: idempotencyKeys.key });
  if (begun.length > 0) return { kind: 'begun' };
  const [row] = await tx.db
    .select()
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.tenant, tx.tenant),
        eq(idempotencyKeys.actor, actor),
        eq(idempotencyKeys.key, key),
      ),
    );
  if (row === undefined || row.fingerprint !== fingerprint) return { kind: 'conflict' };
  return row.status === null
    ? { kind: 'in_progress' }
    : { kind: 'answered', status: row.status, answer: row.answer };
}
