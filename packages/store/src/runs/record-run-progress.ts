import type { Instant } from '@stepup/contracts';
import { leaseUntil } from './claim-run.ts';
import { ownRun, toRunWrite } from './own-run.ts';
import type { RunToken, RunWrite } from './own-run.ts';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Writes how far the run is and prolongs the claim. */
export async function recordRunProgress(
  tx: TenantTransaction,
  token: RunToken,
  progress: {
    readonly done: number;
    readonly total: number;
    readonly at: Instant;
    readonly leaseSeconds: number;
  },
): Promise<RunWrite> {
  const rows = await tx.db
    .update(diagnosisRuns)
    .set({
      progressDone: progress.done,
      progressTotal: progress.total,
      leaseUntil: leaseUntil(progress.at, progress.leaseSeconds),
    })
    .where(ownRun(tx, token))
    .returning({ id: diagnosisRuns.id });
  return toRunWrite(rows);
}
