import { listActivatedPlans, listLatestVerifications, type TenantTransaction } from '@stepup/store';
import { joinVerifications, type VerifiedPlan } from './join-verifications.ts';

/** Every plan that became active, with what was last said of it. */
export async function readVerifiedPlans(tx: TenantTransaction): Promise<readonly VerifiedPlan[]> {
  return joinVerifications(await listActivatedPlans(tx), await listLatestVerifications(tx));
}
