import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { lookFindings } from '../schema/look-findings.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** The smallest gap that a look could have seen, with its n, by finding; of several looks the one that saw most. */
export async function listDetectableGaps(
  tx: TenantTransaction,
  diagnosisIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly gap: number; readonly n: number }>> {
  if (diagnosisIds.length === 0) return new Map();
  const rows = await tx.db
    .select({ id: lookFindings.diagnosisId, gap: lookFindings.detectableGap, n: lookFindings.n })
    .from(lookFindings)
    .where(
      and(
        eq(lookFindings.tenant, tx.tenant),
        inArray(lookFindings.diagnosisId, [...diagnosisIds]),
        isNotNull(lookFindings.detectableGap),
      ),
    )
    .orderBy(lookFindings.n);
  return new Map(rows.flatMap(({ id, gap, n }) => (gap === null ? [] : [[id, { gap, n: Math.round(n) }]])));
}
