import type { Instant } from '@stepup/contracts';
import { and, asc, eq, gte } from 'drizzle-orm';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';
import type { Finding } from './finding.ts';

export type StrongFinding = Pick<
  Finding,
  'repId' | 'pipelineId' | 'stageId' | 'since' | 'createdAt' | 'reviewState'
>;

/** Strong findings told since a moment, the oldest first. */
export async function listStrongFindings(
  tx: TenantTransaction,
  from: Instant,
): Promise<readonly StrongFinding[]> {
  const { repId, pipelineId, stageId, since, createdAt, reviewState } = diagnoses;
  return tx.db
    .select({ repId, pipelineId, stageId, since, createdAt, reviewState })
    .from(diagnoses)
    .where(and(eq(diagnoses.tenant, tx.tenant), eq(diagnoses.tier, 'strong'), gte(createdAt, from)))
    .orderBy(asc(createdAt), asc(diagnoses.id));
}
