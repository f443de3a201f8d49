import { and, eq } from 'drizzle-orm';
import { toCellRow } from './cell.ts';
import type { DiagnosisCell } from './cell.ts';
import { lockOwnRun } from '../runs/own-run.ts';
import type { RunToken } from '../runs/own-run.ts';
import { diagnosisCells } from '../schema/diagnosis-cells.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** 24 columns a row: well below the 65,535 parameters of one statement. */
const rowsPerInsert = 500;

export type ReplacedCells =
  { readonly kind: 'replaced'; readonly count: number } | { readonly kind: 'claim_lost' };

/**
 * Replaces all cells of a run, as long as `token` holds its claim; the run's row stays locked until the transaction
 * ends, so two workers never mix their cells. The cells are taken one batch at a time, so they may be generated.
 */
export async function replaceCells(
  tx: TenantTransaction,
  token: RunToken,
  cells: Iterable<DiagnosisCell>,
): Promise<ReplacedCells> {
  if (!(await lockOwnRun(tx, token))) return { kind: 'claim_lost' };
  await tx.db
    .delete(diagnosisCells)
    .where(and(eq(diagnosisCells.tenant, tx.tenant), eq(diagnosisCells.runId, token.id)));
  let count = 0;
  for (const batch of inBatches(cells)) {
    await tx.db.insert(diagnosisCells).values(batch.map((cell) => toCellRow(tx, token.id, cell)));
    count += batch.length;
  }
  return { kind: 'replaced', count };
}

function* inBatches(cells: Iterable<DiagnosisCell>): Generator<DiagnosisCell[]> {
  let batch: DiagnosisCell[] = [];
  for (const cell of cells) {
    batch.push(cell);
    if (batch.length === rowsPerInsert) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
