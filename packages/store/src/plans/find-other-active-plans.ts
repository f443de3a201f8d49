import { and, eq, inArray } from 'drizzle-orm';
import type { Plan } from '@stepup/coaching';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

type OfMonth = Pick<Plan, 'id' | 'repId' | 'month'>;

/** Of each of these plans the id of its rep's other active developmental plan in the same month; none where there is no other. */
export async function findOtherActivePlans(
  tx: TenantTransaction,
  of: readonly OfMonth[],
): Promise<ReadonlyMap<string, string>> {
  if (of.length === 0) return new Map();
  const { id, repId, month, tenant, state, kind } = plans;
  const active = await tx.db
    .select({ id, repId, month })
    .from(plans)
    .where(
      and(
        eq(tenant, tx.tenant),
        inArray(repId, [...new Set(of.map((plan) => plan.repId))]),
        inArray(month, [...new Set(of.map((plan) => plan.month))]),
        eq(state, 'active'),
        eq(kind, 'developmental'),
      ),
    );
  return new Map(
    of.flatMap((plan) => {
      const other = active.find(
        (one) => one.repId === plan.repId && one.month === plan.month && one.id !== plan.id,
      );
      return other === undefined ? [] : [[plan.id, other.id]];
    }),
  );
}
