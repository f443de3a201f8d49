import { and, eq } from 'drizzle-orm';
import type { Plan, PlanChange } from '@stepup/coaching';
import { getPlan } from './get-plan.ts';
import { toPlanRow } from './plan-row.ts';
import { planHistory } from '../schema/plan-history.ts';
import { plans } from '../schema/plans.ts';
import { violatedConstraint } from '../transactions/violated-constraint.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export type SavedMove =
  | { readonly kind: 'saved' }
  /** Somebody else moved the plan in the meantime: read it again and decide again. */
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'not_found' }
  /** Another plan of the rep and month became active in the meantime. */
  | { readonly kind: 'another_plan_active' };

/**
 * Writes a decided move: the plan as it reads afterwards, when it still has the version the decision was made on, and
 * one entry of its history. The row stays locked until the transaction ends, for the outbox to follow.
 */
export async function saveMove(
  tx: TenantTransaction,
  moved: { readonly plan: Plan; readonly change: PlanChange },
): Promise<SavedMove> {
  const { plan, change } = moved;
  const saved = await updatePlan(tx, plan);
  if (saved === 'another_plan_active') return { kind: saved };
  if (saved === 'no_such_version') {
    const current = await getPlan(tx, plan.id);
    return current === null ? { kind: 'not_found' } : { kind: 'stale', version: current.version };
  }
  await tx.db.insert(planHistory).values({ tenant: tx.tenant, ...change });
  return { kind: 'saved' };
}

async function updatePlan(
  tx: TenantTransaction,
  plan: Plan,
): Promise<'updated' | 'no_such_version' | 'another_plan_active'> {
  try {
    // A savepoint: a broken unique index would otherwise end the caller's transaction.
    return await tx.db.transaction(async (savepoint) => {
      const updated = await savepoint
        .update(plans)
        .set(toPlanRow(tx, plan))
        .where(and(eq(plans.tenant, tx.tenant), eq(plans.id, plan.id), eq(plans.version, plan.version - 1)))
        .returning({ id: plans.id });
      return updated.length > 0 ? 'updated' : 'no_such_version';
    });
  } catch (error) {
    if (violatedConstraint(error) === 'plans_one_active_developmental') return 'another_plan_active';
    throw error;
  }
}
