import type { Instant } from '@stepup/contracts';
import { ownRun, toRunWrite } from './own-run.ts';
import type { RunToken, RunWrite } from './own-run.ts';
import type { RunError } from './run.ts';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Ends an attempt with an error: for good, or back into the queue when the job will be tried `again`. */
export async function failRun(
  tx: TenantTransaction,
  token: RunToken,
  failure: { readonly error: RunError; readonly again: boolean; readonly at: Instant },
): Promise<RunWrite> {
  const rows = await tx.db
    .update(diagnosisRuns)
    .set({
      state: failure.again ? 'queued' : 'failed',
      error: failure.error,
      leaseUntil: null,
      finishedAt: failure.again ? null : failure.at,
    })
    .where(ownRun(tx, token))
    .returning({ id: diagnosisRuns.id });
  return toRunWrite(rows);
}
