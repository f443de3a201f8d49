import type { Instant } from '@stepup/contracts';
import { ownRun, toRunWrite } from './own-run.ts';
import type { RunToken, RunWrite } from './own-run.ts';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Ends the run well. In the transaction that writes its last results, so that done means readable. */
export async function finishRun(
  tx: TenantTransaction,
  token: RunToken,
  { at, failedTeams }: { readonly at: Instant; readonly failedTeams: number },
): Promise<RunWrite> {
  const rows = await tx.db
    .update(diagnosisRuns)
    .set({ state: 'done', leaseUntil: null, finishedAt: at, failedTeams })
    .where(ownRun(tx, token))
    .returning({ id: diagnosisRuns.id });
  return toRunWrite(rows);
}
