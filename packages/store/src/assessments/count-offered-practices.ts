import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { coachingRecords } from '../schema/coaching-records.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Practices that stand offered or as the reference, opened before a moment, by whose they are. */
export async function countOfferedPractices(
  tx: TenantTransaction,
  { until }: { readonly until: Instant },
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db
    .select({ personId: coachingRecords.learnerId, offered: sql<number>`count(*)::int` })
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.name, 'practice'),
        inArray(coachingRecords.state, ['offered', 'reference']),
        lt(coachingRecords.openedAt, until),
      ),
    )
    .groupBy(coachingRecords.learnerId);
  return new Map(rows.map(({ personId, offered }) => [personId, offered]));
}
