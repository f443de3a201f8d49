import { and, eq } from 'drizzle-orm';
import { fromRunRow } from './run.ts';
import type { DiagnosisRun } from './run.ts';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** The run, or null when the tenant has none with this id. */
export async function getRun(tx: TenantTransaction, id: string): Promise<DiagnosisRun | null> {
  const [row] = await tx.db
    .select()
    .from(diagnosisRuns)
    .where(and(eq(diagnosisRuns.tenant, tx.tenant), eq(diagnosisRuns.id, id)));
  return row === undefined ? null : fromRunRow(row);
}
