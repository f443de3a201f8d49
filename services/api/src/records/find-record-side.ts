import { askedInTheirPlace, findingIndicator, notesClosedBefore } from '@stepup/coaching';
import { type RecordSide, recordSchemas } from '@stepup/contracts';
import { getPlan, isGuestOfPlan, type StoredRecord, type TenantTransaction } from '@stepup/store';
import * as z from 'zod';
import type { Viewer } from '../access/viewer.ts';
import { listPeopleOf } from './list-people-of.ts';
import { recordPolicies } from './record-policy.ts';

type Parties = Pick<StoredRecord, 'name' | 'learnerId' | 'coachId' | 'planId' | 'openedAt' | 'content'>;

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
  // What a campaign counts is of a few people, whoever led it.
  if (record.name === 'campaign' && viewer.sees.kind === 'groups') return null;
  if (policy.forOperations && scopes.includes('operate')) return 'operations';
  if (isAskedInTheirPlace(record, personId)) return 'coach';
  if (doesCoachRead(policy.coachReads, record, state) && (await isCoach(tx, record, { personId, state })))
    return 'coach';
  if (record.planId !== null && (await isGuestOfPlan(tx, { planId: record.planId, personId })))
    return 'guest';
  if (policy.forThoseListed && listPeopleOf(record.content).includes(personId)) return 'reader';
  return policy.openStates.includes(state) ? 'reader' : null;
}

/** A dispute that nobody answered in time is answered by whom it went up to. */
function isAskedInTheirPlace({ name, content }: Parties, personId: string): boolean {
  return name === 'dispute' && askedInTheirPlace(recordSchemas.dispute.content.parse(content)) === personId;
}

function doesCoachRead(
  when: (typeof recordPolicies)[StoredRecord['name']]['coachReads'],
  { content }: Pick<StoredRecord, 'content'>,
  state: string,
): boolean {
  switch (when) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'of_findings':
      return aboutSomething.safeParse(content).data?.indicator === findingIndicator;
    default:
      return when.includes(state);
  }
}

const aboutSomething = z.object({ indicator: z.string() });

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
