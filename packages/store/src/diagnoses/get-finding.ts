import { and, eq } from 'drizzle-orm';
import { fromFindingRow } from './finding.ts';
import type { Finding } from './finding.ts';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** The finding, or null when the tenant has none with this id. */
export async function getFinding(tx: TenantTransaction, id: string): Promise<Finding | null> {
  const [row] = await tx.db
    .select()
    .from(diagnoses)
    .where(and(eq(diagnoses.tenant, tx.tenant), eq(diagnoses.id, id)));
  return row === undefined ? null : fromFindingRow(row);
}
