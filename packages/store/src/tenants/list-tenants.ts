import { and, asc, gt, isNull } from 'drizzle-orm';
import { tenants } from '../schema/tenants.ts';
import type { SystemTransaction } from '../transactions/transaction.ts';

/** The names of living tenants in bytewise order, after `after` (null: from the start), at most `limit`. */
export async function listTenants(
  tx: SystemTransaction,
  request: { readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await tx.db
    .select({ id: tenants.id })
    .from(tenants)
    .where(
      and(isNull(tenants.tombstonedAt), request.after === null ? undefined : gt(tenants.id, request.after)),
    )
    .orderBy(asc(tenants.id))
    .limit(request.limit);
  return rows.map(({ id }) => id);
}
