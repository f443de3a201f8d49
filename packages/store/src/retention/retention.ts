import { eq } from 'drizzle-orm';
import { type RetainedKind, retainedKinds, usualRetentionDays } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import { retention } from '../schema/retention.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** How long one kind of record is kept, and by whom that was decided; null where it is as usual. */
export interface RetentionRule {
  readonly kind: RetainedKind;
  readonly keptDays: number;
  readonly setBy: string | null;
  readonly setAt: Instant | null;
}

/** What a tenant keeps for how long, kind by kind. */
export async function listRetention(tx: TenantTransaction): Promise<readonly RetentionRule[]> {
  const rows = await tx.db.select().from(retention).where(eq(retention.tenant, tx.tenant));
  const set = new Map(rows.map((row) => [row.kind, row]));
  return retainedKinds.map((kind) => ({
    kind,
    keptDays: set.get(kind)?.keptDays ?? usualRetentionDays[kind],
    setBy: set.get(kind)?.setBy ?? null,
    setAt: set.get(kind)?.setAt ?? null,
  }));
}

export async function setRetention(
  tx: TenantTransaction,
  rule: {
    readonly kind: RetainedKind;
    readonly keptDays: number;
    readonly setBy: string;
    readonly setAt: Instant;
  },
): Promise<void> {
  const { kind, ...set } = rule;
  await tx.db
    .insert(retention)
    .values({ tenant: tx.tenant, kind, ...set })
    .onConflictDoUpdate({ target: [retention.tenant, retention.kind], set });
}
