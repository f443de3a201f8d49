import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Plan } from '@stepup/coaching';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Every plan that has not ended, with its two people. */
export async function listPlansUnderWay(
  tx: TenantTransaction,
): Promise<readonly Pick<Plan, 'id' | 'repId' | 'coachId'>[]> {
  return tx.db
    .select({ id: plans.id, repId: plans.repId, coachId: plans.coachId })
    .from(plans)
    .where(and(eq(plans.tenant, tx.tenant), inArray(plans.state, ['draft', 'proposed', 'active'])))
    .orderBy(asc(plans.id));
}
