import type { Instant } from '@stepup/contracts';
import { getFinding, reviewFinding, type ReviewState, type TenantTransaction } from '@stepup/store';

/** Writes on the finding a plan was started from what the two made of it. A finding that somebody else reviews right now keeps that. */
export async function reviewFindingOfPlan(
  tx: TenantTransaction,
  review: {
    readonly diagnosisId: string | null;
    readonly reviewState: ReviewState;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<void> {
  const { diagnosisId: id, reviewState, by, at } = review;
  if (id === null) return;
  const finding = await getFinding(tx, id);
  if (finding === null || finding.reviewState === reviewState) return;
  await reviewFinding(tx, { id, expectedVersion: finding.reviewVersion, reviewState, by, at });
}
