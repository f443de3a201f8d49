import { and, eq } from 'drizzle-orm';
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
