import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { fromFindingRow } from './finding.ts';
import type { Finding, StatisticalState } from './finding.ts';
import { readCursor, rowsToRead, toPage } from '../pages/page.ts';
import type { PageAnswer, PageRequest } from '../pages/page.ts';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

export interface FindingFilter {
  /** Findings about these people alone; what the reader may see is decided by the caller. */
  readonly repIds?: readonly string[];
  readonly statisticalState?: StatisticalState;
}

/** Findings, the newest `since` first. */
export async function listFindings(
  tx: TenantTransaction,
  request: PageRequest & FindingFilter,
): Promise<PageAnswer<Finding>> {
  const cursor = readCursor(request.cursor, cursorKey);
  if (cursor.kind === 'invalid_cursor') return cursor;
  const { repIds, statisticalState } = request;
  const rows = await tx.db
    .select()
    .from(diagnoses)
    .where(
      and(
        eq(diagnoses.tenant, tx.tenant),
        repIds === undefined ? undefined : inArray(diagnoses.repId, [...repIds]),
        statisticalState === undefined ? undefined : eq(diagnoses.statisticalState, statisticalState),
        cursor.kind === 'first'
          ? undefined
          : sql`(${diagnoses.since}, ${diagnoses.id}) < (${cursor.key[0]}::timestamptz, ${cursor.key[1]}::uuid)`,
      ),
    )
    .orderBy(desc(diagnoses.since), desc(diagnoses.id))
    .limit(rowsToRead(request.limit));
  return toPage(rows, request.limit, (row) => [row.since, row.id], fromFindingRow);
}
