import type { Instant } from '@stepup/contracts';
import { desc, eq, sql } from 'drizzle-orm';
import { placeboChecks } from '../schema/placebo-checks.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Of so many fake starts of people who were never coached, how many verification reported an effect of. */
export interface PlaceboCheck {
  readonly asOf: Instant;
  readonly fakeStarts: number;
  readonly reported: number;
}

/** The newest check; null before the first. */
export async function readPlaceboCheck(tx: TenantTransaction): Promise<PlaceboCheck | null> {
  const latest = await readLatest(tx);
  return latest === null
    ? null
    : { asOf: latest.asOf, fakeStarts: latest.fakeStarts, reported: latest.reported };
}

/** Adds a check of another month, or one that counted otherwise than the one before. */
export async function appendPlaceboCheck(tx: TenantTransaction, check: PlaceboCheck): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`placebo ${tx.tenant}`}, 0))`);
  const latest = await readLatest(tx);
  const isSame =
    latest?.asOf === check.asOf &&
    latest.fakeStarts === check.fakeStarts &&
    latest.reported === check.reported;
  if (isSame) return;
  await tx.db
    .insert(placeboChecks)
    .values({ tenant: tx.tenant, ...check, version: (latest?.version ?? 0) + 1 });
}

async function readLatest(tx: TenantTransaction): Promise<typeof placeboChecks.$inferSelect | null> {
  const [row] = await tx.db
    .select()
    .from(placeboChecks)
    .where(eq(placeboChecks.tenant, tx.tenant))
    .orderBy(desc(placeboChecks.version))
    .limit(1);
  return row ?? null;
}
