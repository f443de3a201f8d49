import { and, asc, eq, inArray } from 'drizzle-orm';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const columns = {
  id: plans.id,
  repId: plans.repId,
  coachId: plans.coachId,
  state: plans.state,
  diagnosisId: plans.diagnosisId,
  updatedAt: plans.updatedAt,
};

/** The two of a plan and what it started from. */
export interface PlanOfMonth {
  readonly id: string;
  readonly repId: string;
  readonly coachId: string;
  readonly state: string;
  readonly diagnosisId: string | null;
}

/** Plans of a month that both had agreed on; of one person the latest first. */
export async function listPlansOfMonth(
  tx: TenantTransaction,
  month: string,
): Promise<readonly PlanOfMonth[]> {
  return tx.db
    .select(columns)
    .from(plans)
    .where(
      and(eq(plans.tenant, tx.tenant), eq(plans.month, month), inArray(plans.state, ['active', 'completed'])),
    )
    .orderBy(asc(plans.repId), asc(plans.state), asc(plans.id));
}
