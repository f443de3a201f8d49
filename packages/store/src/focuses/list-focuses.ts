import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Plan } from '@stepup/coaching';
import type { Focus } from './focus.ts';
import { readCursor, rowsToRead, toPage } from '../pages/page.ts';
import type { PageAnswer, PageRequest } from '../pages/page.ts';
import { focuses } from '../schema/focuses.ts';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

/** The slice of a focus for one month. */
export type FocusSlice = Pick<
  Plan,
  'id' | 'repId' | 'coachId' | 'month' | 'basis' | 'state' | 'updatedAt'
> & {
  readonly focusId: string;
};

/** Focuses of these people, the newest first. */
export async function listFocuses(
  tx: TenantTransaction,
  request: PageRequest & { readonly repIds: readonly string[]; readonly open?: boolean },
): Promise<PageAnswer<Focus>> {
  const cursor = readCursor(request.cursor, cursorKey);
  if (cursor.kind === 'invalid_cursor') return cursor;
  const rows = await tx.db
    .select()
    .from(focuses)
    .where(
      and(
        eq(focuses.tenant, tx.tenant),
        inArray(focuses.repId, [...request.repIds]),
        request.open === undefined
          ? undefined
          : request.open
            ? isNull(focuses.endedAt)
            : sql`${focuses.endedAt} is not null`,
        cursor.kind === 'first'
          ? undefined
          : sql`(${focuses.startedAt}, ${focuses.id}) < (${cursor.key[0]}::timestamptz, ${cursor.key[1]}::uuid)`,
      ),
    )
    .orderBy(desc(focuses.startedAt), desc(focuses.id))
    .limit(rowsToRead(request.limit));
  return toPage(
    rows,
    request.limit,
    (row) => [row.startedAt, row.id],
    ({ tenant: _tenant, ...focus }) => focus,
  );
}

/** The months of these focuses, oldest first. */
export async function listFocusSlices(
  tx: TenantTransaction,
  focusIds: readonly string[],
): Promise<readonly FocusSlice[]> {
  if (focusIds.length === 0) return [];
  return tx.db
    .select({
      focusId: plans.focusId,
      id: plans.id,
      repId: plans.repId,
      coachId: plans.coachId,
      month: plans.month,
      basis: plans.basis,
      state: plans.state,
      updatedAt: plans.updatedAt,
    })
    .from(plans)
    .where(and(eq(plans.tenant, tx.tenant), inArray(plans.focusId, [...focusIds])))
    .orderBy(plans.month, plans.openedAt, plans.id);
}
