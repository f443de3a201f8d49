import { and, asc, eq, lt, sql } from 'drizzle-orm';
import { fromRecordRow, type StoredRecord } from './record-row.ts';
import { coachingRecords } from '../schema/coaching-records.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const mostAtOnce = 1000;

/** Disputes that should have been answered before `today` and can still go up, those waiting longest first; at most a thousand. */
export async function listOverdueDisputes(
  tx: TenantTransaction,
  today: string,
): Promise<readonly StoredRecord[]> {
  const { name, state, dueOn, content } = coachingRecords;
  const rows = await tx.db
    .select()
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(name, 'dispute'),
        eq(state, 'open'),
        lt(dueOn, today),
        sql`coalesce(${content} -> 'passed_up' -> -1 -> 'to', '""') <> 'null'`,
      ),
    )
    .orderBy(asc(dueOn), asc(coachingRecords.id))
    .limit(mostAtOnce);
  return rows.map(fromRecordRow);
}
