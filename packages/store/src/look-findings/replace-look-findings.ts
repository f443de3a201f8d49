import { and, eq } from 'drizzle-orm';
import type { FindingNumbers } from './look-finding.ts';
import { ownRun } from '../runs/own-run.ts';
import type { RunToken, RunWrite } from '../runs/own-run.ts';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
import { lookFindings } from '../schema/look-findings.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Replaces what stands after a look, in the order given, as long as `token` holds the claim of the look's run. */
export async function replaceLookFindings(
  tx: TenantTransaction,
  token: RunToken,
  standing: readonly (FindingNumbers & { readonly diagnosisId: string })[],
): Promise<RunWrite> {
  const [run] = await tx.db
    .select({ id: diagnosisRuns.id })
    .from(diagnosisRuns)
    .where(ownRun(tx, token))
    .for('update');
  if (run === undefined) return { kind: 'claim_lost' };
  await tx.db
    .delete(lookFindings)
    .where(and(eq(lookFindings.tenant, tx.tenant), eq(lookFindings.runId, token.id)));
  for (const [index, { interval, ...numbers }] of standing.entries()) {
    await tx.db.insert(lookFindings).values({
      tenant: tx.tenant,
      runId: token.id,
      place: index + 1,
      ...numbers,
      intervalLow: interval.low,
      intervalHigh: interval.high,
    });
  }
  return { kind: 'written' };
}
