import { and, eq, gte, inArray, or, sql } from 'drizzle-orm';
import type { Plan } from '@stepup/coaching';
import { fromRecordRow, type StoredRecord } from '../records/record-row.ts';
import { coachingRecords } from '../schema/coaching-records.ts';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** As much of a plan as an agenda needs. */
export type WaitingPlan = Pick<Plan, 'id' | 'repId' | 'coachId' | 'month' | 'state'>;

/** More than anybody works through; whoever has so much finds the rest in the lists. */
const mostRecords = 2_000;

/** Plans of these people that have not ended, and all of this month and later. */
export async function listWaitingPlans(
  tx: TenantTransaction,
  { repIds, month }: { readonly repIds: readonly string[]; readonly month: string },
): Promise<readonly WaitingPlan[]> {
  if (repIds.length === 0) return [];
  return tx.db
    .select({
      id: plans.id,
      repId: plans.repId,
      coachId: plans.coachId,
      month: plans.month,
      state: plans.state,
    })
    .from(plans)
    .where(
      and(
        eq(plans.tenant, tx.tenant),
        inArray(plans.repId, [...repIds]),
        or(gte(plans.month, month), inArray(plans.state, ['draft', 'proposed', 'active'])),
      ),
    );
}

/**
 * Records of a person, and of those they coach now, on which somebody may have something to do: reviews that are due, sessions
 * ahead and with open actions, cards of calls, obstacles worked on, barriers, absences.
 */
export async function listWaitingRecords(
  tx: TenantTransaction,
  { personId, learnerIds }: { readonly personId: string; readonly learnerIds: readonly string[] },
): Promise<readonly StoredRecord[]> {
  const rows = await tx.db
    .select()
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        or(inArray(coachingRecords.learnerId, [...learnerIds]), eq(coachingRecords.coachId, personId)),
        sql`(${coachingRecords.name}, ${coachingRecords.state}) in (
          ('review', 'due'), ('session', 'planned'), ('session', 'held'), ('session', 'settled'), ('call', 'planned'),
          ('call', 'debriefed'), ('obstacle', 'worked_on'), ('barrier', 'open'), ('absence', 'open'))`,
        or(
          sql`${coachingRecords.dueOn} is not null or ${coachingRecords.happensAt} is not null`,
          inArray(coachingRecords.name, ['absence', 'obstacle']),
        ),
      ),
    )
    .orderBy(sql`${coachingRecords.openedAt} desc`)
    .limit(mostRecords);
  return rows.map(fromRecordRow);
}
