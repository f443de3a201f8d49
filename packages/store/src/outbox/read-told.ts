import { and, count, eq, gte, isNull, lt } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { outbox } from '../schema/outbox.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** How far a tenant's outbox has told of what was recorded. */
export interface Told {
  /** Events that wait to be sent, however long. */
  readonly unsent: number;
  /** Ids of those that the bus has had since. */
  readonly sent: readonly string[];
}

/** Of what was appended before `appendedBefore`. */
export async function readTold(
  tx: TenantTransaction,
  { appendedBefore, sentSince }: { readonly appendedBefore: Instant; readonly sentSince: Instant },
): Promise<Told> {
  const asked = and(eq(outbox.tenant, tx.tenant), lt(outbox.appendedAt, appendedBefore));
  const [waiting] = await tx.db
    .select({ unsent: count() })
    .from(outbox)
    .where(and(asked, isNull(outbox.sentAt)));
  const sent = await tx.db
    .select({ eventId: outbox.eventId })
    .from(outbox)
    .where(and(asked, gte(outbox.sentAt, sentSince)));
  return { unsent: waiting?.unsent ?? 0, sent: sent.map(({ eventId }) => eventId) };
}
