import type { Plan } from '@stepup/coaching';
import { toPlanRow } from './plan-row.ts';
import { planHistory } from '../schema/plan-history.ts';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Writes a newly opened plan and the first entry of its history. `openedBy` is one of the two. */
export async function createPlan(
  tx: TenantTransaction,
  plan: Plan,
  opened: { readonly by: string; readonly side: 'rep' | 'coach' },
): Promise<void> {
  await tx.db.insert(plans).values(toPlanRow(tx, plan));
  await tx.db.insert(planHistory).values({
    tenant: tx.tenant,
    planId: plan.id,
    version: plan.version,
    move: 'open',
    ...opened,
    at: plan.openedAt,
    late: false,
    fromState: null,
    toState: plan.state,
  });
}
