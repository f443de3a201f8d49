import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Plan, PlanState } from '@stepup/coaching';
import { fromPlanRow } from './plan-row.ts';
import { readCursor, rowsToRead, toPage } from '../pages/page.ts';
import type { PageAnswer, PageRequest } from '../pages/page.ts';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const cursorKey = z.tuple([z.string(), z.uuid()]);

export interface PlanFilter {
  /** Plans of these people alone; what the reader may see is decided by the caller. */
  readonly repIds?: readonly string[];
  readonly coachId?: string;
  /** Plans in which this person is one of the two. */
  readonly partyId?: string;
  readonly month?: string;
  readonly state?: PlanState;
}

/** Plans, the newest month first. */
export async function listPlans(
  tx: TenantTransaction,
  request: PageRequest & PlanFilter,
): Promise<PageAnswer<Plan>> {
  const cursor = readCursor(request.cursor, cursorKey);
  if (cursor.kind === 'invalid_cursor') return cursor;
  const { repIds, coachId, partyId, month, state } = request;
  const rows = await tx.db
    .select()
    .from(plans)
    .where(
      and(
        eq(plans.tenant, tx.tenant),
        repIds === undefined ? undefined : inArray(plans.repId, [...repIds]),
        coachId === undefined ? undefined : eq(plans.coachId, coachId),
        partyId === undefined ? undefined : or(eq(plans.repId, partyId), eq(plans.coachId, partyId)),
        month === undefined ? undefined : eq(plans.month, month),
        state === undefined ? undefined : eq(plans.state, state),
        cursor.kind === 'first'
          ? undefined
          : sql`(${plans.month}, ${plans.id}) < (${cursor.key[0]}, ${cursor.key[1]}::uuid)`,
      ),
    )
    .orderBy(desc(plans.month), desc(plans.id))
    .limit(rowsToRead(request.limit));
  return toPage(rows, request.limit, (row) => [row.month, row.id], fromPlanRow);
}
