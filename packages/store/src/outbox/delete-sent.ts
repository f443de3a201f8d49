import { lt } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { outbox } from '../schema/outbox.ts';
import type { SystemTransaction } from '../transactions/transaction.ts';

/** Deletes events of all tenants that were sent before `before`. Answers how many. */
export async function deleteSent(tx: SystemTransaction, before: Instant): Promise<number> {
  const { rowCount } = await tx.db.delete(outbox).where(lt(outbox.sentAt, before));
  return rowCount ?? 0;
}
