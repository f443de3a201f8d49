import type { Plan } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import { recordRead, type TenantTransaction } from '@stepup/store';

/** Keeps who read whose plans; reading one's own leaves no entry. */
export async function logPlanReads(
  tx: TenantTransaction,
  read: { readonly readerId: string; readonly plans: readonly Plan[]; readonly at: Instant },
): Promise<void> {
  const { readerId, plans, at: readAt } = read;
  for (const { id: resourceId, repId: subjectId } of plans) {
    if (subjectId === readerId) continue;
    await recordRead(tx, { readerId, subjectId, resource: 'plan', resourceId, reason: null, readAt });
  }
}
