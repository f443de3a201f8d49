import { and, asc, eq } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { fromFindingRow } from './finding.ts';
import type { Finding, ReviewState } from './finding.ts';
import { getFinding } from './get-finding.ts';
import { appendFindingEvent } from '../outbox/append-coaching-event.ts';
import { diagnoses } from '../schema/diagnoses.ts';
import { diagnosisReviews } from '../schema/diagnosis-reviews.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export type FindingReview =
  | { readonly kind: 'reviewed'; readonly finding: Finding }
  | { readonly kind: 'stale'; readonly reviewVersion: number }
  | { readonly kind: 'not_found' };

/** Sets what people found, when nobody else did since `expectedVersion`, and keeps it in the history of reviews. */
export async function reviewFinding(
  tx: TenantTransaction,
  review: {
    readonly id: string;
    readonly expectedVersion: number;
    readonly reviewState: ReviewState;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<FindingReview> {
  const { id, expectedVersion, reviewState, by: reviewedBy, at: reviewedAt } = review;
  const version = expectedVersion + 1;
  const [row] = await tx.db
    .update(diagnoses)
    .set({ reviewState, reviewVersion: version, reviewedBy, reviewedAt })
    .where(
      and(
        eq(diagnoses.tenant, tx.tenant),
        eq(diagnoses.id, id),
        eq(diagnoses.reviewVersion, expectedVersion),
      ),
    )
    .returning();
  if (row === undefined) {
    const current = await getFinding(tx, id);
    return current === null ? { kind: 'not_found' } : { kind: 'stale', reviewVersion: current.reviewVersion };
  }
  await tx.db
    .insert(diagnosisReviews)
    .values({ tenant: tx.tenant, diagnosisId: id, version, reviewState, reviewedBy, reviewedAt });
  await appendFindingEvent(tx, id, { move: `reviewed_${reviewState}`, at: reviewedAt });
  return { kind: 'reviewed', finding: fromFindingRow(row) };
}

/** One entry of the history of reviews. */
export interface PastReview {
  readonly version: number;
  readonly reviewState: ReviewState;
  readonly reviewedBy: string;
  readonly reviewedAt: Instant;
}

/** Every review of a finding, oldest first. */
export async function listReviews(
  tx: TenantTransaction,
  diagnosisId: string,
): Promise<readonly PastReview[]> {
  const { version, reviewState, reviewedBy, reviewedAt } = diagnosisReviews;
  return tx.db
    .select({ version, reviewState, reviewedBy, reviewedAt })
    .from(diagnosisReviews)
    .where(and(eq(diagnosisReviews.tenant, tx.tenant), eq(diagnosisReviews.diagnosisId, diagnosisId)))
    .orderBy(asc(version));
}
