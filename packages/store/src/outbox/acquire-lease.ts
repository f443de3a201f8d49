import { eq, sql } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { leases } from '../schema/leases.ts';
import type { SystemTransaction } from '../transactions/transaction.ts';

export type Lease =
  | { readonly kind: 'held'; readonly until: Instant }
  | { readonly kind: 'held_by_other'; readonly holder: string; readonly until: Instant };

export interface LeaseRequest {
  /** The work that one process at a time does. */
  readonly name: string;
  readonly holder: string;
  readonly at: Instant;
  readonly leaseSeconds: number;
}

/** Takes a lease that is free or has run out, and prolongs one's own. */
export async function acquireLease(tx: SystemTransaction, request: LeaseRequest): Promise<Lease> {
  const { name, holder, at, leaseSeconds } = request;
  const heldUntil = sql`${at}::timestamptz + make_interval(secs => ${leaseSeconds}::double precision)`;
  const [mine] = await tx.db
    .insert(leases)
    .values({ name, holder, heldUntil })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder, heldUntil },
      setWhere: sql`${leases.holder} = ${holder} or ${leases.heldUntil} <= ${at}`,
    })
    .returning();
  if (mine !== undefined) return { kind: 'held', until: mine.heldUntil };
  const [other] = await tx.db.select().from(leases).where(eq(leases.name, name));
  if (other === undefined) throw new Error(`lease ${name} vanished`);
  return { kind: 'held_by_other', holder: other.holder, until: other.heldUntil };
}
