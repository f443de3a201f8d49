import { and, eq, lte } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { fromFindingRow } from './finding.ts';
import type { Finding } from './finding.ts';
import { diagnoses } from '../schema/diagnoses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export type FindingRecord = Omit<
  Finding,
  'reviewState' | 'reviewVersion' | 'reviewedBy' | 'reviewedAt' | 'createdAt'
> & { readonly at: Instant };

/**
 * Writes what a look says about a finding, known by (rep, pipeline, stage, since). The first record keeps its id and
 * its evidence for good; later ones change tier, statistical state, look and model alone. A look older than the one
 * that spoke last changes nothing, so looks may be recorded in any order. Never touches what people wrote.
 */
export async function recordFinding(tx: TenantTransaction, record: FindingRecord): Promise<Finding> {
  const { at, ...finding } = record;
  const { tier, statisticalState, lookAsOf, modelVersion } = finding;
  const target = [
    diagnoses.tenant,
    diagnoses.repId,
    diagnoses.pipelineId,
    diagnoses.stageId,
    diagnoses.since,
  ];
  const [written] = await tx.db
    .insert(diagnoses)
    .values({ tenant: tx.tenant, ...finding, createdAt: at })
    .onConflictDoUpdate({
      target,
      set: { tier, statisticalState, lookAsOf, modelVersion },
      setWhere: lte(diagnoses.lookAsOf, lookAsOf),
    })
    .returning();
  if (written !== undefined) return fromFindingRow(written);
  const [newer] = await tx.db
    .select()
    .from(diagnoses)
    .where(
      and(
        eq(diagnoses.tenant, tx.tenant),
        eq(diagnoses.repId, finding.repId),
        eq(diagnoses.pipelineId, finding.pipelineId),
        eq(diagnoses.stageId, finding.stageId),
        eq(diagnoses.since, finding.since),
      ),
    );
  if (newer === undefined) throw new Error(`diagnosis ${finding.id} was neither written nor found`);
  return fromFindingRow(newer);
}
