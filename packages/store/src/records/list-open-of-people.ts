import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { RecordName } from '@stepup/contracts';
import { fromRecordRow } from './record-row.ts';
import type { StoredRecord } from './record-row.ts';
import { coachingRecords } from '../schema/coaching-records.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** The absences of these people that have not been cancelled. */
export function listAbsences(
  tx: TenantTransaction,
  personIds: readonly string[],
): Promise<readonly StoredRecord[]> {
  return listOpenOf(tx, 'absence', personIds);
}

/** What these people want to work on in a month, by person. */
export async function listOpenWishes(
  tx: TenantTransaction,
  { month, repIds }: { readonly month: string; readonly repIds: readonly string[] },
): Promise<ReadonlyMap<string, StoredRecord>> {
  const wishes = await listOpenOf(tx, 'wish', repIds, sql`${coachingRecords.content} ->> 'month' = ${month}`);
  return new Map(wishes.map((wish) => [wish.learnerId, wish]));
}

async function listOpenOf(
  tx: TenantTransaction,
  name: RecordName,
  learnerIds: readonly string[],
  further?: SQL,
): Promise<readonly StoredRecord[]> {
  if (learnerIds.length === 0) return [];
  const rows = await tx.db
    .select()
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.name, name),
        eq(coachingRecords.state, 'open'),
        further,
        inArray(coachingRecords.learnerId, [...learnerIds]),
      ),
    );
  return rows.map(fromRecordRow);
}
