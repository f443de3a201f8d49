import { and, eq, ne } from 'drizzle-orm';
import type { Plan } from '@stepup/coaching';
import { fromPlanRow } from './plan-row.ts';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** The plan, or null when the tenant has none with this id. */
export async function getPlan(tx: TenantTransaction, id: string): Promise<Plan | null> {
  const [row] = await tx.db
    .select()
    .from(plans)
    .where(and(eq(plans.tenant, tx.tenant), eq(plans.id, id)));
  return row === undefined ? null : fromPlanRow(row);
}

/** The id of the rep's other active developmental plan in the month of `plan`, or null. */
export async function findOtherActivePlan(
  tx: TenantTransaction,
  plan: Pick<Plan, 'id' | 'repId' | 'month'>,
): Promise<string | null> {
  const [row] = await tx.db
    .select({ id: plans.id })
    .from(plans)
    .where(
      and(
        eq(plans.tenant, tx.tenant),
        eq(plans.repId, plan.repId),
        eq(plans.month, plan.month),
        eq(plans.state, 'active'),
        eq(plans.kind, 'developmental'),
        ne(plans.id, plan.id),
      ),
    );
  return row?.id ?? null;
}
