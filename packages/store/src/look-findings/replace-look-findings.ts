import { and, eq } from 'drizzle-orm';
import type { FindingNumbers } from './look-finding.ts';
import { lockOwnRun } from '../runs/own-run.ts';
import type { RunToken, RunWrite } from '../runs/own-run.ts';
import { lookFindings } from '../schema/look-findings.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Replaces what stands after a look, in the order given, as long as `token` holds the claim of the look's run. */
export async function replaceLookFindings(
  tx: TenantTransaction,
  token: RunToken,
  standing: readonly (FindingNumbers & { readonly diagnosisId: string })[],
): Promise<RunWrite> {
  if (!(await lockOwnRun(tx, token))) return { kind: 'claim_lost' };
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
