import type { Instant } from '@stepup/contracts';
import { and, eq, isNull } from 'drizzle-orm';
import { diagnosisPauses } from '../schema/diagnosis-pauses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Who has paused their diagnosis, with the moment since when. */
export async function listPausedReps(tx: TenantTransaction): Promise<ReadonlyMap<string, Instant>> {
  const rows = await tx.db
    .select({ repId: diagnosisPauses.repId, since: diagnosisPauses.since })
    .from(diagnosisPauses)
    .where(and(eq(diagnosisPauses.tenant, tx.tenant), isNull(diagnosisPauses.until)));
  return new Map(rows.map(({ repId, since }) => [repId, since]));
}

/** Pauses the diagnosis of a person, or ends the pause; what holds already stays as it is. */
export async function setDiagnosisPause(
  tx: TenantTransaction,
  { repId, isPaused, at }: { readonly repId: string; readonly isPaused: boolean; readonly at: Instant },
): Promise<void> {
  if (isPaused) {
    await tx.db.insert(diagnosisPauses).values({ tenant: tx.tenant, repId, since: at }).onConflictDoNothing();
    return;
  }
  await tx.db
    .update(diagnosisPauses)
    .set({ until: at })
    .where(
      and(
        eq(diagnosisPauses.tenant, tx.tenant),
        eq(diagnosisPauses.repId, repId),
        isNull(diagnosisPauses.until),
      ),
    );
}
