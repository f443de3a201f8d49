import type { Activity } from '@stepup/contracts';
import { formatQuery } from '../api/api-client.ts';

/** Where the card for a coming call is begun. */
export function newCallAddress(
  { activity_id }: Pick<Activity, 'activity_id'>,
  planId: string | null,
): string {
  return `/calls/new${formatQuery({ activity: activity_id, plan: planId })}`;
}
