import { and, asc, eq, inArray } from 'drizzle-orm';
import { coachingRecords } from '../schema/coaching-records.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';
import { fromRecordRow, type StoredRecord } from './record-row.ts';

/** Campaigns that are running, or ended after they had started, the oldest first. */
export async function listStartedCampaigns(tx: TenantTransaction): Promise<readonly StoredRecord[]> {
  const rows = await tx.db
    .select()
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.name, 'campaign'),
        inArray(coachingRecords.state, ['running', 'ended']),
      ),
    )
    .orderBy(asc(coachingRecords.openedAt), asc(coachingRecords.id));
  return rows.map(fromRecordRow);
}
