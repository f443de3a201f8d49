import type { CoachingRecord } from '@stepup/coaching';
import type { RecordHead } from '@stepup/contracts';

/** A record as the contract shows it. */
export function toRecordAnswer<Content extends object>(
  record: CoachingRecord<Content>,
  dueOn: string | null,
): RecordHead & Content {
  const head: RecordHead = {
    id: record.id,
    record: record.name,
    version: record.version,
    learner_id: record.learnerId,
    coach_id: record.coachId,
    plan_id: record.planId,
    next_due_on: dueOn,
    opened_by: record.openedBy,
    opened_at: record.openedAt,
    updated_at: record.updatedAt,
  };
  return { ...record.content, ...head };
}
