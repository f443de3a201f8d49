import { and, eq } from 'drizzle-orm';
import type { CoachingRecord, Projection, RecordEntry } from '@stepup/coaching';
import { toRecordRow } from './record-row.ts';
import { coachingRecordHistory } from '../schema/coaching-record-history.ts';
import { coachingRecords } from '../schema/coaching-records.ts';
import { violatedConstraint } from '../transactions/violated-constraint.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** What a race between two writers can break; the domain has decided against the rest. */
const races = {
  coaching_one_storyboard: 'storyboard_exists',
  coaching_one_obstacle_worked_on: 'another_obstacle_worked_on',
  coaching_one_review_due: 'another_review_due',
  coaching_one_card_a_call: 'call_has_card',
  coaching_one_open_invitation: 'invited_already',
  coaching_one_time_agreement: 'month_agreed_already',
  coaching_one_open_wish: 'wished_already',
  coaching_one_assessment: 'assessed_already',
  coaching_one_open_dispute: 'disputed_already',
} as const;

export type RecordRace = (typeof races)[keyof typeof races];

export type SavedRecord =
  | { readonly kind: 'saved' }
  /** Somebody else moved it in the meantime: read it again and decide again. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'raced'; readonly rule: RecordRace };

interface Decided {
  readonly record: CoachingRecord<{ readonly state: string }>;
  readonly entry: RecordEntry;
  readonly projection: Projection;
}

/**
 * Writes a decided record with the entry of its history: a new one, or the next version of one that still has the
 * version the decision was made on. The row stays locked until the transaction ends, for the outbox to follow.
 */
export async function saveRecord(
  tx: TenantTransaction,
  { record, entry, projection }: Decided,
): Promise<SavedRecord> {
  const row = toRecordRow(tx, record, projection);
  try {
    // A savepoint: a broken unique index would otherwise end the caller's transaction.
    return await tx.db.transaction(async (savepoint): Promise<SavedRecord> => {
      if (entry.version === 1) {
        await savepoint.insert(coachingRecords).values(row);
      } else {
        const { id, tenant, ...change } = row;
        const updated = await savepoint
          .update(coachingRecords)
          .set(change)
          .where(
            and(
              eq(coachingRecords.tenant, tenant),
              eq(coachingRecords.id, id),
              eq(coachingRecords.version, entry.version - 1),
            ),
          )
          .returning({ id: coachingRecords.id });
        if (updated.length === 0) return { kind: 'stale' };
      }
      await savepoint.insert(coachingRecordHistory).values({ tenant: tx.tenant, ...entry });
      return { kind: 'saved' };
    });
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint !== null && isRace(constraint)) return { kind: 'raced', rule: races[constraint] };
    throw error;
  }
}

function isRace(constraint: string): constraint is keyof typeof races {
  return Object.hasOwn(races, constraint);
}
