import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { outboxLease } from './claim-outbox.ts';
import { leases } from '../schema/leases.ts';
import { outbox } from '../schema/outbox.ts';
import type { SystemTransaction } from '../transactions/transaction.ts';

export type MarkedSent =
  { readonly kind: 'marked'; readonly count: number } | { readonly kind: 'lease_lost' };

/** Marks events as sent, as long as `holder` still holds the lease; else another relay sends them again. */
export async function markSent(
  tx: SystemTransaction,
  sent: { readonly holder: string; readonly at: Instant; readonly eventIds: readonly string[] },
): Promise<MarkedSent> {
  const [lease] = await tx.db
    .select({ name: leases.name })
    .from(leases)
    .where(and(eq(leases.name, outboxLease), eq(leases.holder, sent.holder), gt(leases.heldUntil, sent.at)))
    .for('update');
  if (lease === undefined) return { kind: 'lease_lost' };
  if (sent.eventIds.length === 0) return { kind: 'marked', count: 0 };
  const { rowCount } = await tx.db
    .update(outbox)
    .set({ sentAt: sent.at })
    .where(and(inArray(outbox.eventId, [...sent.eventIds]), isNull(outbox.sentAt)));
  return { kind: 'marked', count: rowCount ?? 0 };
}
