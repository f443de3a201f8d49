import { count, isNull, min } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { outbox } from '../schema/outbox.ts';
import type { SystemTransaction } from '../transactions/transaction.ts';

export interface OutboxBacklog {
  readonly unsent: number;
  /** When the oldest unsent event was appended; null when everything is sent. */
  readonly oldestAt: Instant | null;
}

/** How far behind the relay is, over all tenants. */
export async function measureBacklog(tx: SystemTransaction): Promise<OutboxBacklog> {
  const [row] = await tx.db
    .select({ unsent: count(), oldestAt: min(outbox.appendedAt) })
    .from(outbox)
    .where(isNull(outbox.sentAt));
  return { unsent: row?.unsent ?? 0, oldestAt: row?.oldestAt ?? null };
}
