import { and, eq, inArray, sql } from 'drizzle-orm';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** The first month, like `2026-11`, for which somebody had a plan that both had agreed on, by person. */
export async function listFirstPlanMonths(tx: TenantTransaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .select({ repId: plans.repId, month: sql<string>`min(${plans.month})` })
    .from(plans)
    .where(and(eq(plans.tenant, tx.tenant), inArray(plans.state, ['active', 'completed'])))
    .groupBy(plans.repId);
  return new Map(rows.map(({ repId, month }) => [repId, month]));
}
