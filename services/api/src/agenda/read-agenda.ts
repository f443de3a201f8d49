import { type AgendaItem, decideAgenda, findUnplanned, type PlanProposal } from '@stepup/coaching';
import { type AbsenceContent, addSeconds, type Instant, localDayOf, recordSchemas } from '@stepup/contracts';
import {
  getDiagnosisSettings,
  getLatestLook,
  listBestLevers,
  listPausedReps,
  listWaitingPlans,
  listWaitingRecords,
  type TenantTransaction,
} from '@stepup/store';
import { findOwnReports } from '../access/find-people-below.ts';
import type { TenantListing } from '../directory/open-tenant-directory.ts';
import { isShownTo } from '../diagnosis/shown-to.ts';
import { proposePlan, readProposalGrounds } from '../proposals/propose-plan.ts';

/** A call of longer ago that nobody debriefed, or a step that nobody went to see, is no work of today. */
const callDays = 92;

interface Asked {
  readonly listing: Omit<TenantListing, 'pseudonymOf' | 'isEmpty'>;
  readonly personId: string;
  readonly now: Instant;
  readonly horizonDays: number;
}

/** What waits for a person and those who report to them, read from PostgreSQL alone. */
export async function readAgenda(
  tx: TenantTransaction,
  { listing, personId, now, horizonDays }: Asked,
): Promise<readonly AgendaItem[]> {
  const today = localDayOf(now, listing.timeZone);
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
  const unplanned = findUnplanned({ pairs, plans, month }).map(({ learnerId }) => learnerId);
  const proposals = await readPlanProposals(tx, { listing, personId, now, repIds: unplanned, month });
  const items = decideAgenda({
    now,
    today,
    horizonDays,
    dayOf: (at) => localDayOf(at, listing.timeZone),
    pairs,
    plans,
    records,
    absences,
    proposals,
  });
  // A record that names somebody as its coach of then is theirs; what they may not open is not on their agenda.
  return items.filter(({ kind, learnerId, coachId, waitsFor }) => {
    const side = learnerId === personId ? 'learner' : coachId === personId ? 'coach' : null;
    // A month is looked back on by its two alone.
    if (kind === 'assessment_due' && side === null) return false;
    if (side === null) return without.includes(learnerId);
    return waitsFor === 'both' || waitsFor === side;
  });
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

/**
 * What the plans of these people's month could be about, by the latest look that was taken: as `GET /v1/proposals` says it, and shown when
 * it is shown there.
 */
async function readPlanProposals(
  tx: TenantTransaction,
  asked: Omit<Asked, 'horizonDays'> & { readonly repIds: readonly string[]; readonly month: string },
): Promise<ReadonlyMap<string, PlanProposal>> {
  const { listing, personId, now, repIds, month } = asked;
  const { timeZone, holidays, openStages } = listing;
  const look = await getLatestLook(tx, now);
  if (look === null || repIds.length === 0) return new Map();
  const { headStartWorkingDays: workingDays } = await getDiagnosisSettings(tx);
  const when = { now, headStart: { workingDays, timeZone, holidays }, paused: await listPausedReps(tx) };
  const evidence = { look_as_of: look.lookAsOf };
  const shown = repIds.filter((repId) => isShownTo({ personId }, { repId, evidence }, when));
  if (shown.length === 0) return new Map();
  const grounds = await readProposalGrounds(tx, { month, repIds: shown, openStages });
  const page = { runId: look.runId, repIds: shown, after: 0, limit: shown.length };
  const bestOf = new Map((await listBestLevers(tx, page)).map((cell) => [cell.repId, cell]));
  return new Map(shown.map((repId) => [repId, proposePlan(repId, bestOf.get(repId), grounds)]));
}
