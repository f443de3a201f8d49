import { type AgendaItem, decideAgenda } from '@stepup/coaching';
import { type AbsenceContent, addSeconds, type Instant, recordSchemas } from '@stepup/contracts';
import {
  listPausedReps,
  listPlanProposals,
  listWaitingPlans,
  listWaitingRecords,
  type TenantTransaction,
} from '@stepup/store';
import { findOwnReports } from '../access/find-people-below.ts';
import type { TenantListing } from '../directory/open-tenant-directory.ts';
import { localDate } from '../questions/local-date.ts';

/** A call of longer ago that nobody debriefed, or a step that nobody went to see, is no work of today. */
const callDays = 92;

interface Asked {
  readonly listing: Pick<TenantListing, 'people' | 'byId' | 'timeZone'>;
  readonly personId: string;
  readonly now: Instant;
  readonly horizonDays: number;
}

/** What waits for a person and those who report to them, read from PostgreSQL alone. */
export async function readAgenda(
  tx: TenantTransaction,
  { listing, personId, now, horizonDays }: Asked,
): Promise<readonly AgendaItem[]> {
  const today = localDate(now, listing.timeZone);
  const month = today.slice(0, 7);
  const pairs = findPairs(listing, personId);
  const learnerIds = [...new Set([personId, ...pairs.map(({ learnerId }) => learnerId)])];
  const plans = await listWaitingPlans(tx, { repIds: learnerIds, month });
  const callsSince = addSeconds(now, -callDays * 86_400);
  const records = await listWaitingRecords(tx, { personId, learnerIds, callsSince });
  const absences = new Map<string, AbsenceContent[]>();
  for (const { name, learnerId, absence } of records) {
    if (name !== 'absence') continue;
    const away = recordSchemas.absence.content.parse(absence);
    absences.set(learnerId, [...(absences.get(learnerId) ?? []), away]);
  }
  const without = pairs.map(({ learnerId }) => learnerId);
  // Who has paused their diagnosis is proposed nothing in the sight of others.
  const paused = await listPausedReps(tx);
  const open = without.filter((repId) => repId === personId || !paused.has(repId));
  const proposals = await listPlanProposals(tx, { repIds: open, month });
  const items = decideAgenda({
    now,
    today,
    horizonDays,
    dayOf: (at) => localDate(at, listing.timeZone),
    pairs,
    plans,
    records,
    absences,
    proposals,
  });
  // A record that names somebody as its coach of then is theirs; what they may not open is not on their agenda.
  return items.filter(
    ({ learnerId, coachId }) => learnerId === personId || coachId === personId || without.includes(learnerId),
  );
}

/** Who is coached by whom, of a person and those who report to them: everybody who works and reports to somebody who works. */
function findPairs(
  { people, byId }: Asked['listing'],
  personId: string,
): { learnerId: string; coachId: string }[] {
  return [personId, ...findOwnReports(people, personId)].flatMap((learnerId) => {
    const learner = byId.get(learnerId);
    const coachId = learner?.managerId ?? null;
    const isCoached =
      learner?.active === true &&
      learner.role !== 'sales_ops' &&
      coachId !== null &&
      coachId !== learnerId &&
      byId.get(coachId)?.active === true;
    return isCoached ? [{ learnerId, coachId }] : [];
  });
}
