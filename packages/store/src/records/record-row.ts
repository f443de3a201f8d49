import type { CoachingRecord, Projection } from '@stepup/coaching';
import type { coachingRecords } from '../schema/coaching-records.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** A stored record; its content is parsed by whoever knows the kind. */
export type StoredRecord = CoachingRecord<unknown> & Pick<Projection, 'dueOn' | 'happensAt' | 'activityId'>;

export function fromRecordRow(row: typeof coachingRecords.$inferSelect): StoredRecord {
  const { tenant: _tenant, state: _state, ...record } = row;
  return record;
}

export function toRecordRow(
  tx: TenantTransaction,
  record: CoachingRecord<{ readonly state: string }>,
  { dueOn, happensAt, activityId }: Projection,
): typeof coachingRecords.$inferInsert {
  return { tenant: tx.tenant, ...record, state: record.content.state, dueOn, happensAt, activityId };
}
