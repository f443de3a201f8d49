import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { fromRunRow } from './run.ts';
import type { DiagnosisRun, RunKind } from './run.ts';
import { readCursor, rowsToRead, toPage } from '../pages/page.ts';
import type { PageAnswer, PageRequest } from '../pages/page.ts';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

/** Runs, newest first. */
export async function listRuns(
  tx: TenantTransaction,
  request: PageRequest & { readonly kind?: RunKind },
): Promise<PageAnswer<DiagnosisRun>> {
  const cursor = readCursor(request.cursor, cursorKey);
  if (cursor.kind === 'invalid_cursor') return cursor;
  const rows = await tx.db
    .select()
    .from(diagnosisRuns)
    .where(
      and(
        eq(diagnosisRuns.tenant, tx.tenant),
        request.kind === undefined ? undefined : eq(diagnosisRuns.kind, request.kind),
        cursor.kind === 'first'
          ? undefined
          : sql`(${diagnosisRuns.createdAt}, ${diagnosisRuns.id}) < (${cursor.key[0]}::timestamptz, ${cursor.key[1]}::uuid)`,
      ),
    )
    .orderBy(desc(diagnosisRuns.createdAt), desc(diagnosisRuns.id))
    .limit(rowsToRead(request.limit));
  return toPage(rows, request.limit, (row) => [row.createdAt, row.id], fromRunRow);
}

/** The oldest runs that are queued or running, at most `limit`: what a lost job queue is rebuilt from. */
export async function listUnfinishedRuns(
  tx: TenantTransaction,
  limit: number,
): Promise<readonly DiagnosisRun[]> {
  const rows = await tx.db
    .select()
    .from(diagnosisRuns)
    .where(and(eq(diagnosisRuns.tenant, tx.tenant), inArray(diagnosisRuns.state, ['queued', 'running'])))
    .orderBy(asc(diagnosisRuns.createdAt), asc(diagnosisRuns.id))
    .limit(limit);
  return rows.map(fromRunRow);
}
