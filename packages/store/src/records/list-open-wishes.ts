import { and, eq, inArray, sql } from 'drizzle-orm';
import { fromRecordRow } from './record-row.ts';
import type { StoredRecord } from './record-row.ts';
import { coachingRecords } from '../schema/coaching-records.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** What these people want to work on in a month, by person. */
export async function listOpenWishes(
  tx: TenantTransaction,
  { month, repIds }: { readonly month: string; readonly repIds: readonly string[] },
): Promise<ReadonlyMap<string, StoredRecord>> {
  if (repIds.length === 0) return new Map();
  const rows = await tx.db
    .select()
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.name, 'wish'),
        eq(coachingRecords.state, 'open'),
        sql`${coachingRecords.content} ->> 'month' = ${month}`,
        inArray(coachingRecords.learnerId, [...repIds]),
      ),
    );
  return new Map(rows.map((row) => [row.learnerId, fromRecordRow(row)]));
}
