import type { Instant } from '@stepup/contracts';
import { readLog } from '../schema/read-log.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Somebody looked at a coaching record. */
export interface RecordedRead {
  readonly readerId: string;
  /** Whose record it is. */
  readonly subjectId: string;
  /** What was read, like `plan`. */
  readonly resource: string;
  readonly resourceId: string | null;
  /** Required where a pseudonym was revealed. */
  readonly reason: string | null;
  readonly readAt: Instant;
}

/** Keeps who read whose record. In the transaction of the read, so that nothing is shown without it. */
export async function recordRead(tx: TenantTransaction, read: RecordedRead): Promise<void> {
  await tx.db.insert(readLog).values({ tenant: tx.tenant, ...read });
}

/** A page of campaigns is about many people, and a statement takes 65,535 parameters. */
const readsAStatement = 5_000;

/** The same for several at once. */
export async function recordReads(tx: TenantTransaction, reads: readonly RecordedRead[]): Promise<void> {
  for (let first = 0; first < reads.length; first += readsAStatement) {
    const some = reads.slice(first, first + readsAStatement);
    await tx.db.insert(readLog).values(some.map((read) => ({ tenant: tx.tenant, ...read })));
  }
}
