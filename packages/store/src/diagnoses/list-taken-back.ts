import { and, eq } from 'drizzle-orm';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Findings that people took back, because what the person said against them was right. No look shows them again. */
export async function listTakenBack(tx: TenantTransaction): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .select({ id: diagnoses.id })
    .from(diagnoses)
    .where(
      and(
        eq(diagnoses.tenant, tx.tenant),
        eq(diagnoses.reviewState, 'cleared'),
        eq(diagnoses.statisticalState, 'raised'),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
