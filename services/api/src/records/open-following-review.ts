import { randomUUID } from 'node:crypto';
import {
  decideOpening,
  firstReview,
  followingReview,
  type Plan,
  recordKinds,
  type Side,
} from '@stepup/coaching';
import type { Instant, RecordSide, ReviewContent, ReviewOpening } from '@stepup/contracts';
import { getPlan, type StoredRecord, type TenantTransaction } from '@stepup/store';
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
  await openReview(tx, plan, next, { actorId, side, at, today });
}

/** An active plan has a review from its first day on: the rhythm is there before anybody has to think of it. */
export async function openFirstReview(
  tx: TenantTransaction,
  plan: Plan,
  { side, ...acted }: { actorId: string; side: Side; at: Instant; today: string },
): Promise<void> {
  await openReview(tx, plan, firstReview(acted.today), {
    ...acted,
    side: side === 'rep' ? 'learner' : 'coach',
  });
}

async function openReview(
  tx: TenantTransaction,
  plan: Plan,
  next: ReviewOpening,
  { actorId, side, at, today }: { actorId: string; side: RecordSide; at: Instant; today: string },
): Promise<void> {
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
