import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { type DiagnosisCell, fromCellRow } from '../cells/cell.ts';
import { diagnosisCells } from '../schema/diagnosis-cells.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/**
 * Of each person of a run the cell where a better rate gains most: won value a month, won deals where no deal names a value, else
 * any of that person's. By id; at most `limit`.
 */
export async function listBestLevers(
  tx: TenantTransaction,
  request: {
    readonly runId: string;
    /** These people alone. */
    readonly repIds?: readonly string[];
    /** How many people the pages before had; a run's cells never change. */
    readonly after: number;
    readonly limit: number;
  },
): Promise<readonly DiagnosisCell[]> {
  const { runId, repIds, after, limit } = request;
  const value = sql`(${diagnosisCells.gain} ->> 'value')::numeric`;
  const deals = sql`(${diagnosisCells.gain} ->> 'deals')::double precision`;
  const rows = await tx.db
    .selectDistinctOn([diagnosisCells.repId])
    .from(diagnosisCells)
    .where(
      and(
        eq(diagnosisCells.tenant, tx.tenant),
        eq(diagnosisCells.runId, runId),
        repIds === undefined ? undefined : inArray(diagnosisCells.repId, [...repIds]),
      ),
    )
    .orderBy(
      asc(diagnosisCells.repId),
      sql`${value} desc nulls last`,
      sql`${deals} desc nulls last`,
      asc(diagnosisCells.pipelineId),
      asc(diagnosisCells.stageId),
    )
    .offset(after)
    .limit(limit);
  return rows.map(fromCellRow);
}
