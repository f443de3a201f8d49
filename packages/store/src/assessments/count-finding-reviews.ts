import type { Instant } from '@stepup/contracts';
import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Findings about one person that the two have judged. */
export interface ReviewedFindings {
  readonly repId: string;
  readonly reviewed: number;
  readonly rejected: number;
}

/** What the two made of the findings they last judged in a half-open period, by the person they are about. */
export async function countFindingReviews(
  tx: TenantTransaction,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<readonly ReviewedFindings[]> {
  const rejected = sql<number>`(count(*) filter (where ${diagnoses.reviewState} in ('aberration', 'other_cause')))::int`;
  return tx.db
    .select({ repId: diagnoses.repId, reviewed: sql<number>`count(*)::int`, rejected })
    .from(diagnoses)
    .where(
      and(
        eq(diagnoses.tenant, tx.tenant),
        inArray(diagnoses.reviewState, ['confirmed', 'planned', 'aberration', 'other_cause']),
        gte(diagnoses.reviewedAt, from),
        lt(diagnoses.reviewedAt, until),
      ),
    )
    .groupBy(diagnoses.repId);
}
