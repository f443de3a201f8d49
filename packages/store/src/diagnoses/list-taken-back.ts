import { and, eq } from 'drizzle-orm';
import type { FindingPlace } from './finding.ts';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Findings that people took back, because what the person said against them was right. No look shows them again. */
export async function listTakenBack(tx: TenantTransaction): Promise<readonly FindingPlace[]> {
  const { repId, pipelineId, stageId, since } = diagnoses;
  return tx.db
    .select({ repId, pipelineId, stageId, since })
    .from(diagnoses)
    .where(
      and(
        eq(diagnoses.tenant, tx.tenant),
        eq(diagnoses.reviewState, 'cleared'),
        eq(diagnoses.statisticalState, 'raised'),
      ),
    );
}
