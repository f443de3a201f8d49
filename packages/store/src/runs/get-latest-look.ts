import { and, desc, eq, lte } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** The latest look up to a moment that has been taken: of several of one month end the one that was asked for last. */
export async function getLatestLook(
  tx: TenantTransaction,
  until: Instant,
): Promise<{ readonly runId: string; readonly lookAsOf: Instant } | null> {
  const { id: runId, asOf: lookAsOf, tenant, kind, state, createdAt } = diagnosisRuns;
  const [latest] = await tx.db
    .select({ runId, lookAsOf })
    .from(diagnosisRuns)
    .where(and(eq(tenant, tx.tenant), eq(kind, 'look'), eq(state, 'done'), lte(lookAsOf, until)))
    .orderBy(desc(lookAsOf), desc(createdAt))
    .limit(1);
  return latest ?? null;
}
