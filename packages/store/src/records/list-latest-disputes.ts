import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { fromRecordRow } from './record-row.ts';
import type { StoredRecord } from './record-row.ts';
import { coachingRecords } from '../schema/coaching-records.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** The latest dispute of each of these findings, by the id of the finding; none where it was never disputed. */
export async function listLatestDisputes(
  tx: TenantTransaction,
  findingIds: readonly string[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  if (findingIds.length === 0) return new Map();
  const key = sql<string>`${coachingRecords.content} ->> 'key'`;
  const rows = await tx.db
    .selectDistinctOn([key], { key, record: coachingRecords })
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.name, 'dispute'),
        sql`${coachingRecords.content} ->> 'indicator' = 'diagnosis'`,
        inArray(key, [...findingIds]),
      ),
    )
    .orderBy(key, desc(coachingRecords.openedAt), desc(coachingRecords.id));
  return new Map(rows.map((row) => [row.key, fromRecordRow(row.record)]));
}
