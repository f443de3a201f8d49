import { notesClosedBefore } from '@stepup/coaching';
import type { RecordSide } from '@stepup/contracts';
import { getPlan, isGuestOfPlan, type StoredRecord, type TenantTransaction } from '@stepup/store';
import type { Viewer } from '../access/viewer.ts';
import { recordPolicies } from './record-policy.ts';

type Parties = Pick<StoredRecord, 'name' | 'learnerId' | 'coachId' | 'planId' | 'openedAt'>;

/** On which side of a record somebody is; null for those to whom it does not exist. */
export async function findRecordSide(
  tx: TenantTransaction,
  viewer: Viewer,
  record: Parties,
  state: string,
): Promise<RecordSide | null> {
  const { personId, scopes } = viewer;
  if (personId === undefined) return null;
  const policy = recordPolicies[record.name];
  if (record.learnerId === personId) return 'learner';
  if (policy.forOperations && scopes.includes('operate')) return 'operations';
  const coachReads =
    policy.coachReads === 'always' || (policy.coachReads !== 'never' && policy.coachReads.includes(state));
  if (coachReads && (await isCoach(tx, record, { personId, state }))) return 'coach';
  if (record.planId !== null && (await isGuestOfPlan(tx, { planId: record.planId, personId })))
    return 'guest';
  return policy.openStates.includes(state) ? 'reader' : null;
}

/**
 * Of a plan, whoever coaches it now: with a new manager the plan moves. What was opened before that is closed to them until the
 * learner opens it, but for what is still ahead, in which nobody has written anything yet.
 */
async function isCoach(
  tx: TenantTransaction,
  { coachId, planId, openedAt }: Parties,
  { personId, state }: { personId: string; state: string },
): Promise<boolean> {
  if (coachId === personId) return true;
  const plan = planId === null ? null : await getPlan(tx, planId);
  if (plan?.coachId !== personId) return false;
  const since = notesClosedBefore(plan);
  return since === null || openedAt >= since || state === 'due';
}
