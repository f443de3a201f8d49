import { and, asc, eq, sql } from 'drizzle-orm';
import { fromRecordRow, type StoredRecord } from '../records/record-row.ts';
import { coachingRecords } from '../schema/coaching-records.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Every assessment of a month, of whatever pair. Grows with people. */
export async function listAssessments(
  tx: TenantTransaction,
  month: string,
): Promise<readonly StoredRecord[]> {
  const rows = await tx.db
    .select()
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.name, 'assessment'),
        sql`${coachingRecords.content} ->> 'month' = ${month}`,
      ),
    )
    .orderBy(asc(coachingRecords.learnerId), asc(coachingRecords.id));
  return rows.map(fromRecordRow);
}
