import { and, eq, lte, or, sql } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { fromRunRow } from './run.ts';
import type { DiagnosisRun } from './run.ts';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export type RunClaim =
  | { readonly kind: 'claimed'; readonly run: DiagnosisRun }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'finished'; readonly run: DiagnosisRun }
  /** Another worker is on it and its lease has not run out. */
  | { readonly kind: 'in_progress'; readonly run: DiagnosisRun };

/** Takes a queued run, or a running one whose worker let its lease run out. Raises the attempt by one. */
export async function claimRun(
  tx: TenantTransaction,
  request: { readonly id: string; readonly at: Instant; readonly leaseSeconds: number },
): Promise<RunClaim> {
  const { id, at, leaseSeconds } = request;
  const here = and(eq(diagnosisRuns.tenant, tx.tenant), eq(diagnosisRuns.id, id));
  const [claimed] = await tx.db
    .update(diagnosisRuns)
    .set({
      state: 'running',
      attempt: sql`${diagnosisRuns.attempt} + 1`,
      leaseUntil: leaseUntil(at, leaseSeconds),
      startedAt: sql`coalesce(${diagnosisRuns.startedAt}, ${at})`,
      progressDone: 0,
      progressTotal: null,
      error: null,
    })
    .where(
      and(
        here,
        or(
          eq(diagnosisRuns.state, 'queued'),
          and(eq(diagnosisRuns.state, 'running'), lte(diagnosisRuns.leaseUntil, at)),
        ),
      ),
    )
    .returning();
  if (claimed !== undefined) return { kind: 'claimed', run: fromRunRow(claimed) };
  const [row] = await tx.db.select().from(diagnosisRuns).where(here);
  if (row === undefined) return { kind: 'not_found' };
  return { kind: row.state === 'running' ? 'in_progress' : 'finished', run: fromRunRow(row) };
}

export function leaseUntil(at: Instant, leaseSeconds: number) {
  return sql`${at}::timestamptz + make_interval(secs => ${leaseSeconds}::double precision)`;
}
