import type { AssessmentPair, Instant } from '@stepup/contracts';
import { and, asc, eq } from 'drizzle-orm';
import { assessmentSummaries } from '../schema/assessment-summaries.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** What was counted of the assessments of a month and pair; its content is parsed by whoever knows it. */
export interface StoredSummary {
  readonly month: string;
  readonly pair: AssessmentPair;
  readonly content: unknown;
  readonly countedAt: Instant;
}

/** Keeps the count of a month and pair. The first one stays, whatever comes later. */
export async function saveAssessmentSummary(tx: TenantTransaction, summary: StoredSummary): Promise<void> {
  await tx.db
    .insert(assessmentSummaries)
    .values({ tenant: tx.tenant, ...summary })
    .onConflictDoNothing();
}

/** What was counted of a month. */
export async function listAssessmentSummaries(
  tx: TenantTransaction,
  month: string,
): Promise<readonly StoredSummary[]> {
  const { tenant, ...columns } = {
    tenant: assessmentSummaries.tenant,
    month: assessmentSummaries.month,
    pair: assessmentSummaries.pair,
    content: assessmentSummaries.content,
    countedAt: assessmentSummaries.countedAt,
  };
  return tx.db
    .select(columns)
    .from(assessmentSummaries)
    .where(and(eq(tenant, tx.tenant), eq(assessmentSummaries.month, month)))
    .orderBy(asc(assessmentSummaries.pair));
}
