import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { fromCellRow } from './cell.ts';
import type { DiagnosisCell } from './cell.ts';
import { readCursor, rowsToRead, toPage } from '../pages/page.ts';
import type { PageAnswer, PageRequest } from '../pages/page.ts';
import { diagnosisCells } from '../schema/diagnosis-cells.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const cursorKey = z.tuple([z.string(), z.string(), z.string()]);

/** The cells of a run, ordered bytewise by pipeline, stage and rep. Empty for a run the tenant does not have. */
export async function listCells(
  tx: TenantTransaction,
  request: PageRequest & {
    readonly runId: string;
    /** Cells of these people alone; what the reader may see is decided by the caller. */
    readonly repIds?: readonly string[];
  },
): Promise<PageAnswer<DiagnosisCell>> {
  const { pipelineId, stageId, repId } = diagnosisCells;
  const cursor = readCursor(request.cursor, cursorKey);
  if (cursor.kind === 'invalid_cursor') return cursor;
  const rows = await tx.db
    .select()
    .from(diagnosisCells)
    .where(
      and(
        eq(diagnosisCells.tenant, tx.tenant),
        eq(diagnosisCells.runId, request.runId),
        request.repIds === undefined ? undefined : inArray(diagnosisCells.repId, [...request.repIds]),
        cursor.kind === 'first'
          ? undefined
          : sql`(${pipelineId}, ${stageId}, ${repId}) > (${cursor.key[0]}, ${cursor.key[1]}, ${cursor.key[2]})`,
      ),
    )
    .orderBy(asc(pipelineId), asc(stageId), asc(repId))
    .limit(rowsToRead(request.limit));
  return toPage(rows, request.limit, (row) => [row.pipelineId, row.stageId, row.repId], fromCellRow);
}
