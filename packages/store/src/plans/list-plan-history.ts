import { and, asc, eq } from 'drizzle-orm';
import type { PlanState, Side } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import { planHistory } from '../schema/plan-history.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** One entry of a plan's history; the first has the move `open` and no earlier state. */
export interface PastMove {
  readonly version: number;
  readonly move: string;
  readonly by: string;
  readonly side: Side | 'product';
  readonly at: Instant;
  readonly late: boolean;
  readonly fromState: PlanState | null;
  readonly toState: PlanState;
}

/** Everything that was done to a plan, oldest first. */
export async function listPlanHistory(tx: TenantTransaction, planId: string): Promise<readonly PastMove[]> {
  const { version, move, by, side, at, late, fromState, toState } = planHistory;
  return tx.db
    .select({ version, move, by, side, at, late, fromState, toState })
    .from(planHistory)
    .where(and(eq(planHistory.tenant, tx.tenant), eq(planHistory.planId, planId)))
    .orderBy(asc(version));
}
