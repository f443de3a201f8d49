import { lte } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { idempotencyKeys } from '../schema/idempotency-keys.ts';
import type { SystemTransaction } from '../transactions/transaction.ts';

/** Deletes the keys of all tenants whose 24 hours are over. Answers how many. */
export async function deleteExpiredKeys(tx: SystemTransaction, at: Instant): Promise<number> {
  const { rowCount } = await tx.db.delete(idempotencyKeys).where(lte(idempotencyKeys.expiresAt, at));
  return rowCount ?? 0;
}
