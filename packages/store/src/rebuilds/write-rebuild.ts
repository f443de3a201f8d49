import { and, eq } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { leaseUntil } from '../runs/claim-run.ts';
import { type RunToken, type RunWrite, toRunWrite } from '../runs/own-run.ts';
import { rebuilds } from '../schema/rebuilds.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';
import type { RebuildPlace } from './rebuild.ts';

/** Writes the place a rebuild has come to and prolongs the claim. */
export function recordRebuildProgress(
  tx: TenantTransaction,
  token: RunToken,
  progress: {
    readonly derived: number;
    readonly total: number;
    readonly place: RebuildPlace | null;
    readonly at: Instant;
    readonly leaseSeconds: number;
  },
): Promise<RunWrite> {
  const { derived, total, place, at, leaseSeconds } = progress;
  return writeOwn(tx, token, {
    derived,
    total,
    placeKind: place?.kind ?? null,
    placeAfter: place?.after ?? null,
    leaseUntil: leaseUntil(at, leaseSeconds),
  });
}

/** Ends the rebuild well. */
export function finishRebuild(tx: TenantTransaction, token: RunToken, at: Instant): Promise<RunWrite> {
  return writeOwn(tx, token, { state: 'done', leaseUntil: null, finishedAt: at });
}

/** Gives a rebuild back at the place it has come to, for whoever takes it next. */
export function releaseRebuild(tx: TenantTransaction, token: RunToken): Promise<RunWrite> {
  return writeOwn(tx, token, { state: 'queued', leaseUntil: null });
}

/** Ends the rebuild for good, with the reason. */
export function failRebuild(
  tx: TenantTransaction,
  token: RunToken,
  failure: { readonly error: string; readonly at: Instant },
): Promise<RunWrite> {
  return writeOwn(tx, token, {
    state: 'failed',
    error: failure.error,
    leaseUntil: null,
    finishedAt: failure.at,
  });
}

async function writeOwn(
  tx: TenantTransaction,
  token: RunToken,
  values: Parameters<ReturnType<TenantTransaction['db']['update']>['set']>[0],
): Promise<RunWrite> {
  const rows = await tx.db
    .update(rebuilds)
    .set(values)
    .where(
      and(
        eq(rebuilds.tenant, tx.tenant),
        eq(rebuilds.id, token.id),
        eq(rebuilds.attempt, token.attempt),
        eq(rebuilds.state, 'running'),
      ),
    )
    .returning({ id: rebuilds.id });
  return toRunWrite(rows);
}
