import type { Plan } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import { and, asc, eq } from 'drizzle-orm';
import { fromPlanRow } from './plan-row.ts';
import { planHistory } from '../schema/plan-history.ts';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Every plan that both have once said yes to, whatever became of it, with when it became active. */
export async function listActivatedPlans(
  tx: TenantTransaction,
): Promise<readonly { readonly plan: Plan; readonly activatedAt: Instant }[]> {
  const rows = await tx.db
    .select({ plan: plans, activatedAt: planHistory.at })
    .from(plans)
    .innerJoin(
      planHistory,
      and(
        eq(planHistory.tenant, plans.tenant),
        eq(planHistory.planId, plans.id),
        eq(planHistory.move, 'activate'),
      ),
    )
    .where(eq(plans.tenant, tx.tenant))
    .orderBy(asc(planHistory.at), asc(plans.id));
  return rows.map(({ plan, activatedAt }) => ({ plan: fromPlanRow(plan), activatedAt }));
}
