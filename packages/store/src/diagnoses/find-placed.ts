import { and, eq } from 'drizzle-orm';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';
import type { FindingPlace } from './finding.ts';

/** The finding about this person at this step since this look. */
export async function findPlaced(
  tx: TenantTransaction,
  { repId, pipelineId, stageId, since }: FindingPlace,
  lock?: 'update',
): Promise<typeof diagnoses.$inferSelect | undefined> {
  const query = tx.db
    .select()
    .from(diagnoses)
    .where(
      and(
        eq(diagnoses.tenant, tx.tenant),
        eq(diagnoses.repId, repId),
        eq(diagnoses.pipelineId, pipelineId),
        eq(diagnoses.stageId, stageId),
        eq(diagnoses.since, since),
      ),
    );
  const [row] = await (lock === undefined ? query : query.for(lock));
  return row;
}

/** Whether there is one. */
export async function isFindingKnown(tx: TenantTransaction, place: FindingPlace): Promise<boolean> {
  return (await findPlaced(tx, place)) !== undefined;
}
