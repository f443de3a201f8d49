import { and, eq } from 'drizzle-orm';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** A worker's proof of its claim: the run and the attempt it got when it claimed it. */
export interface RunToken {
  readonly id: string;
  readonly attempt: number;
}

/** What a write of the claim's holder comes to; after `claim_lost` the worker stops, another one has the run. */
export type RunWrite = { readonly kind: 'written' } | { readonly kind: 'claim_lost' };

/** Matches the run as long as the claim still belongs to `token`. */
export function ownRun(tx: TenantTransaction, token: RunToken) {
  return and(
    eq(diagnosisRuns.tenant, tx.tenant),
    eq(diagnosisRuns.id, token.id),
    eq(diagnosisRuns.attempt, token.attempt),
    eq(diagnosisRuns.state, 'running'),
  );
}

/** Locks the run until the transaction ends, if the claim still belongs to `token`: two workers never mix what they write. */
export async function lockOwnRun(tx: TenantTransaction, token: RunToken): Promise<boolean> {
  const rows = await tx.db
    .select({ id: diagnosisRuns.id })
    .from(diagnosisRuns)
    .where(ownRun(tx, token))
    .for('update');
  return rows.length > 0;
}

export function toRunWrite(rows: readonly unknown[]): RunWrite {
  return rows.length > 0 ? { kind: 'written' } : { kind: 'claim_lost' };
}
