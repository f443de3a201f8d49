import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { RecordName } from '@stepup/contracts';
import { fromRecordRow } from './record-row.ts';
import type { StoredRecord } from './record-row.ts';
import { readCursor, rowsToRead, toPage } from '../pages/page.ts';
import type { PageAnswer, PageRequest } from '../pages/page.ts';
import { coachingRecords } from '../schema/coaching-records.ts';
import { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const cursorKey = z.tuple([z.string(), z.uuid()]);

/** Whose records are listed. */
export type RecordReader =
  /** What a person is the learner or coach of, what belongs to a plan they coach or were invited to, and what is open to all. */
  | {
      readonly kind: 'person';
      readonly personId: string;
      readonly openStates: readonly string[];
      /** Also what lists this person among its people. */
      readonly forThoseListed: boolean;
    }
  /** Every record of the kind: for operations, where a kind is theirs to answer. */
  | { readonly kind: 'everything' }
  /** What a person is the learner of, alone. */
  | { readonly kind: 'learner'; readonly personId: string };

export interface RecordFilter {
  readonly name: RecordName;
  readonly reader: RecordReader;
  readonly planId?: string;
  readonly learnerId?: string;
  readonly coachId?: string;
  readonly state?: string;
}

/** Records of one kind, the newest first. */
export async function listRecords(
  tx: TenantTransaction,
  request: PageRequest & RecordFilter,
): Promise<PageAnswer<StoredRecord>> {
  const cursor = readCursor(request.cursor, cursorKey);
  if (cursor.kind === 'invalid_cursor') return cursor;
  const { planId, learnerId, coachId, state } = request;
  if (planId !== undefined && !z.uuid().safeParse(planId).success) {
    return { kind: 'page', items: [], nextCursor: null };
  }
  const visible = await visibleTo(tx, request);
  const rows = await tx.db
    .select()
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.name, request.name),
        visible,
        planId === undefined ? undefined : eq(coachingRecords.planId, planId),
        learnerId === undefined ? undefined : eq(coachingRecords.learnerId, learnerId),
        coachId === undefined ? undefined : eq(coachingRecords.coachId, coachId),
        state === undefined ? undefined : eq(coachingRecords.state, state),
        cursor.kind === 'first'
          ? undefined
          : sql`(${coachingRecords.openedAt}, ${coachingRecords.id}) < (${cursor.key[0]}::timestamptz, ${cursor.key[1]}::uuid)`,
      ),
    )
    .orderBy(desc(coachingRecords.openedAt), desc(coachingRecords.id))
    .limit(rowsToRead(request.limit));
  return toPage(rows, request.limit, (row) => [row.openedAt, row.id], fromRecordRow);
}

/** Ids of plans come first and are bound, so that each of the three conditions can be read by an index of its own. */
async function visibleTo(
  tx: TenantTransaction,
  { reader, name }: Pick<RecordFilter, 'reader' | 'name'>,
): Promise<SQL | undefined> {
  if (reader.kind === 'everything') return undefined;
  if (reader.kind === 'learner') return eq(coachingRecords.learnerId, reader.personId);
  const { personId, openStates, forThoseListed } = reader;
  const planIds = await listReadablePlans(tx, personId);
  return or(
    eq(coachingRecords.learnerId, personId),
    eq(coachingRecords.coachId, personId),
    planIds.length === 0 ? undefined : inArray(coachingRecords.planId, [...planIds]),
    // Nobody answered in time, and it went up to them.
    name === 'dispute'
      ? sql`${coachingRecords.content} -> 'passed_up' -> -1 ->> 'to' = ${personId}`
      : undefined,
    forThoseListed
      ? sql`${coachingRecords.content} -> 'people' @> ${JSON.stringify([{ person_id: personId }])}::jsonb`
      : undefined,
    openStates.length === 0 ? undefined : inArray(coachingRecords.state, [...openStates]),
  );
}

/** Plans that a person coaches now, and those they were invited to. */
async function listReadablePlans(tx: TenantTransaction, personId: string): Promise<readonly string[]> {
  const coached = await tx.db
    .select({ id: plans.id })
    .from(plans)
    .where(and(eq(plans.tenant, tx.tenant), eq(plans.coachId, personId)));
  const invited = await tx.db
    .select({ id: coachingRecords.planId })
    .from(coachingRecords)
    .where(
      and(
        eq(coachingRecords.tenant, tx.tenant),
        eq(coachingRecords.name, 'invitation'),
        eq(coachingRecords.state, 'open'),
        sql`${coachingRecords.content} ->> 'guest_id' = ${personId}`,
      ),
    );
  return [...coached, ...invited].flatMap(({ id }) => (id === null ? [] : [id]));
}
