import type { AgendaItem } from '@stepup/coaching';
import { reminderLine } from '@stepup/wording/reminder-lines';
import type { TenantListing } from '../directory/open-tenant-directory.ts';

/** The line under which an item stands in somebody's calendar or mail: its kind, and the initial of the other of the two. */
export function nameReminder(
  { kind, learnerId, coachId }: AgendaItem,
  personId: string,
  { byId }: Pick<TenantListing, 'byId'>,
): string {
  // A review is with somebody for both; what else the learner has to do is their own.
  const isTogether = kind === 'review_due' || kind === 'session_planned';
  const otherId = learnerId !== personId ? learnerId : isTogether ? coachId : null;
  return reminderLine(kind, otherId === null ? null : (byId.get(otherId)?.name ?? null));
}
