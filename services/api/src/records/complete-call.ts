import type { CallOpening } from '@stepup/contracts';
import { findActivity } from '@stepup/warehouse';
import { invalidBody } from '../endpoint/define-write.ts';
import type { EndpointProblem } from '../endpoint/endpoint.ts';
import type { RecordSurroundings } from './record-definition.ts';

/** Nobody types what the CRM knows: time, deal and account of a coming call come from its activity. */
export async function completeCall(
  opening: CallOpening,
  { tx, ports }: RecordSurroundings,
): Promise<{ kind: 'completed'; opening: CallOpening } | EndpointProblem> {
  const { activity_id: activityId } = opening;
  if (activityId === undefined) return { kind: 'completed', opening };
  const activity = await findActivity(ports.warehouse, { tenant: tx.tenant, activityId });
  if (activity === null || activity.repId !== opening.learner_id) {
    return invalidBody([{ path: '/activity_id', message: 'names no call or meeting of this learner' }]);
  }
  const known: CallOpening = {
    ...opening,
    starts_at: activity.startsAt,
    ...(activity.dealId === null ? {} : { deal_id: activity.dealId }),
    ...(activity.accountId === null ? {} : { account_id: activity.accountId }),
  };
  return { kind: 'completed', opening: known };
}
