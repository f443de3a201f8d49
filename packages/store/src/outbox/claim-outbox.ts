import { and, asc, isNull, sql } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { acquireLease } from './acquire-lease.ts';
import { outbox } from '../schema/outbox.ts';
import type { SystemTransaction } from '../transactions/transaction.ts';

export interface UnsentEvent {
  readonly tenant: string;
  readonly entity: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly payload: unknown;
  readonly appendedAt: Instant;
}

export type OutboxClaim =
  | { readonly kind: 'claimed'; readonly events: readonly UnsentEvent[]; readonly until: Instant }
  | { readonly kind: 'held_by_other'; readonly holder: string; readonly until: Instant };

export interface OutboxClaimRequest {
  readonly holder: string;
  readonly at: Instant;
  readonly leaseSeconds: number;
  readonly limit: number;
  /** The last event of the batch before in this sweep, or null to begin one; so no busy entity starves the others. */
  readonly after: Pick<UnsentEvent, 'tenant' | 'entity' | 'version'> | null;
}

/** The name of the lease the relay works under. */
export const outboxLease = 'outbox';

/**
 * Takes or prolongs the relay's lease and answers the next unsent events in the order (tenant, entity, version).
 * The relay sends them in this order, stops at the first that fails, and marks what was sent; after a crash an event
 * may be sent twice, under the same event id.
 */
export async function claimOutbox(tx: SystemTransaction, request: OutboxClaimRequest): Promise<OutboxClaim> {
  const lease = await acquireLease(tx, { ...request, name: outboxLease });
  if (lease.kind === 'held_by_other') return lease;
  const { after } = request;
  const events = await tx.db
    .select()
    .from(outbox)
    .where(
      and(
        isNull(outbox.sentAt),
        after === null
          ? undefined
          : sql`(${outbox.tenant}, ${outbox.entity}, ${outbox.version}) > (${after.tenant}, ${after.entity}, ${after.version})`,
      ),
    )
    .orderBy(asc(outbox.tenant), asc(outbox.entity), asc(outbox.version))
    .limit(request.limit);
  return {
    kind: 'claimed',
    events: events.map(({ sentAt: _unsent, ...event }) => event),
    until: lease.until,
  };
}
