import { randomUUID } from 'node:crypto';
import { decideOpening, followingReview, recordKinds } from '@stepup/coaching';
import type { RecordSide, ReviewContent } from '@stepup/contracts';
import { getPlan, type StoredRecord } from '@stepup/store';
import { keepRecord } from './keep-record.ts';
import type { RecordSurroundings } from './record-definition.ts';

/** Reviews roll: one that was held or dropped makes the next one due, while the plan is worked on. */
export async function openFollowingReview(
  { tx, at, today, actorId }: RecordSurroundings,
  record: StoredRecord & { readonly content: ReviewContent },
  side: RecordSide,
): Promise<void> {
  const next = followingReview(record.content, today);
  if (next === null || record.planId === null) return;
  const plan = await getPlan(tx, record.planId);
  if (plan === null || plan.state === 'completed' || plan.state === 'abandoned') return;
  const parties = { learnerId: plan.repId, coachId: plan.coachId, planId: plan.id };
  const opened = decideOpening(recordKinds.review, { id: randomUUID(), ...parties }, next, {
    by: actorId,
    side,
    at,
    today,
    facts: {},
  });
  // Another one that is due already is as good: only a race is refused here.
  await keepRecord(tx, recordKinds.review, opened);
}
