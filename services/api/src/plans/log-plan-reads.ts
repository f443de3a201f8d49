import type { Plan } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import { recordReads, type TenantTransaction } from '@stepup/store';

/** Keeps who read whose plans; reading one's own leaves no entry. */
export async function logPlanReads(
  tx: TenantTransaction,
  read: { readonly readerId: string; readonly plans: readonly Plan[]; readonly at: Instant },
): Promise<void> {
  const { readerId, plans, at: readAt } = read;
  const ofOthers = plans.filter(({ repId }) => repId !== readerId);
  await recordReads(
    tx,
    ofOthers.map(({ id: resourceId, repId: subjectId }) => ({
      readerId,
      subjectId,
      resource: 'plan',
      resourceId,
      reason: null,
      readAt,
    })),
  );
}
