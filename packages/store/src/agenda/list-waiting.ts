import { and, desc, eq, gte, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import type { AgendaRecord, Plan } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import { coachingRecords } from '../schema/coaching-records.ts';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** As much of a plan as an agenda needs. */
export type WaitingPlan = Pick<Plan, 'id' | 'repId' | 'coachId' | 'month' | 'state'>;

/** A record as an agenda reads it: what it is made of stays unread, but for the days of an absence, the month of an assessment and who is asked. */
export type WaitingRecord = AgendaRecord & { readonly absence: unknown };

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
 * ahead and with open actions, obstacles worked on, barriers and disputes to answer, absences, months to look back on,
 * and the cards of calls since a moment. The newest first.
 */
export async function listWaitingRecords(
  tx: TenantTransaction,
  asked: { readonly personId: string; readonly learnerIds: readonly string[]; readonly callsSince: Instant },
): Promise<readonly WaitingRecord[]> {
  const { personId, learnerIds, callsSince } = asked;
  const ofTheirs = or(inArray(learnerId, [...learnerIds]), eq(coachId, personId));
  const wentUpToThem = sql`(${name} = 'dispute' and ${content} -> 'passed_up' -> -1 ->> 'to' = ${personId})`;
  // As the indexes of what waits have it, word for word.
  const mayWait = sql`${name} <> 'call' and ${state} in ('due', 'open', 'worked_on', 'planned', 'held', 'settled')`;
  const waits = sql`case ${name}
    when 'review' then ${state} = 'due'
    when 'barrier' then ${state} = 'open'
    when 'absence' then ${state} = 'open'
    when 'dispute' then ${state} = 'open' and (${learnerId} = ${personId} or ${content} ->> 'indicator' = 'diagnosis' or ${wentUpToThem})
    when 'obstacle' then ${state} = 'worked_on'
    when 'session' then (${state} = 'planned' and ${happensAt} is not null) or (${state} in ('held', 'settled') and ${dueOn} is not null)
    else false end`;
  const calls = and(eq(name, 'call'), gte(openedAt, callsSince), ne(state, 'cancelled'), ofTheirs);
  const assessments = and(eq(name, 'assessment'), ne(state, 'locked'), ofTheirs);
  const found = [
    ...(await listRecordsWhere(tx, and(mayWait, or(ofTheirs, wentUpToThem), waits))),
    ...(await listRecordsWhere(tx, calls)),
    ...(await listRecordsWhere(tx, assessments)),
  ];
  return found.toSorted((one, other) => (one.openedAt < other.openedAt ? 1 : -1)).slice(0, mostRecords);
}

const { id, tenant, name, state, learnerId, coachId, planId, content } = coachingRecords;
const { dueOn, happensAt, openedAt, updatedAt } = coachingRecords;

function listRecordsWhere(tx: TenantTransaction, condition: SQL | undefined): Promise<WaitingRecord[]> {
  return tx.db
    .select({
      id,
      name,
      state,
      learnerId,
      coachId,
      planId,
      dueOn,
      happensAt,
      openedAt,
      updatedAt,
      month: sql<string | null>`case when ${name} = 'assessment' then ${content} ->> 'month' end`,
      absence: sql<unknown>`case when ${name} = 'absence' then ${content} end`,
      askedId: sql<
        string | null
      >`case when ${name} = 'dispute' then ${content} -> 'passed_up' -> -1 ->> 'to' end`,
    })
    .from(coachingRecords)
    .where(and(eq(tenant, tx.tenant), condition))
    .orderBy(desc(openedAt))
    .limit(mostRecords);
}
