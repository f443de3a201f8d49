import { and, eq, sql } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { fromRunRow } from './run.ts';
import type { DiagnosisRun, RunKind } from './run.ts';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export interface RunRequest {
  /** A new UUID; kept only when the run is new. */
  readonly id: string;
  readonly kind: RunKind;
  readonly asOf: Instant;
  readonly windowDays: number | null;
  readonly modelVersion: string;
  readonly inputWatermark: string;
  readonly requestedBy: string | null;
  readonly at: Instant;
}

/** `existing` and `requeued` carry the run that was there, with its own id. A failed run is queued again. */
export interface EnqueuedRun {
  readonly kind: 'enqueued' | 'existing' | 'requeued';
  readonly run: DiagnosisRun;
}

/** Enqueues a run unless one with the same identity (kind, as_of, window, model, watermark) is there already. */
export async function enqueueRun(tx: TenantTransaction, request: RunRequest): Promise<EnqueuedRun> {
  const { at, ...run } = request;
  const [created] = await tx.db
    .insert(diagnosisRuns)
    .values({ tenant: tx.tenant, ...run, createdAt: at })
    .onConflictDoNothing()
    .returning();
  if (created !== undefined) return { kind: 'enqueued', run: fromRunRow(created) };
  const identity = and(
    eq(diagnosisRuns.tenant, tx.tenant),
    eq(diagnosisRuns.kind, request.kind),
    eq(diagnosisRuns.asOf, request.asOf),
    sql`${diagnosisRuns.windowDays} is not distinct from ${request.windowDays}`,
    eq(diagnosisRuns.modelVersion, request.modelVersion),
    eq(diagnosisRuns.inputWatermark, request.inputWatermark),
  );
  const [requeued] = await tx.db
    .update(diagnosisRuns)
    .set({ state: 'queued', finishedAt: null, progressDone: 0, progressTotal: null })
    .where(and(identity, eq(diagnosisRuns.state, 'failed')))
    .returning();
  if (requeued !== undefined) return { kind: 'requeued', run: fromRunRow(requeued) };
  const [existing] = await tx.db.select().from(diagnosisRuns).where(identity);
  if (existing === undefined) throw new Error(`run id ${request.id} is taken by another run`);
  return { kind: 'existing', run: fromRunRow(existing) };
}
