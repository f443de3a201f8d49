import type { Instant } from '@stepup/contracts';
import { outbox } from '../schema/outbox.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export interface OutboxEvent {
  /** What the event is about, like `plan/<id>`: the subject it is published under. */
  readonly entity: string;
  /** The version of the entity after the change. Each is appended once. */
  readonly version: number;
  readonly type: string;
  /** The event's data: ids, states, counts and times; no text that a person wrote. */
  readonly payload: unknown;
}

/**
 * Adds an event to the outbox in the transaction of the change itself, after the entity's row was written and is
 * therefore locked. Answers the event's id. Throws when this version of the entity has an event already: a bug.
 */
export async function appendEvent(tx: TenantTransaction, event: OutboxEvent, at: Instant): Promise<string> {
  const [row] = await tx.db
    .insert(outbox)
    .values({ tenant: tx.tenant, ...event, appendedAt: at })
    .returning({ eventId: outbox.eventId });
  if (row === undefined) throw new Error('the insert into the outbox answered no row');
  return row.eventId;
}
