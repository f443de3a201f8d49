import { and, eq } from 'drizzle-orm';
import { idempotencyKeys } from '../schema/idempotency-keys.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Keeps the answer of a write for whoever sends the same request again. `answer` is any JSON value. */
export async function finishWrite(
  tx: TenantTransaction,
  answered: {
    readonly actor: string;
    readonly key: string;
    readonly status: number;
    readonly answer: unknown;
  },
): Promise<void> {
  const { actor, key, status, answer } = answered;
  await tx.db
    .update(idempotencyKeys)
    .set({ status, answer })
    .where(
      and(
        eq(idempotencyKeys.tenant, tx.tenant),
        eq(idempotencyKeys.actor, actor),
        eq(idempotencyKeys.key, key),
      ),
    );
}
