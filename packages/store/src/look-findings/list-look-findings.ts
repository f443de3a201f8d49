import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { fromLookFindingRow } from './look-finding.ts';
import type { LookFinding } from './look-finding.ts';
import type { FindingTier } from '../diagnoses/finding.ts';
import { diagnoses } from '../schema/diagnoses.ts';
import { lookFindings } from '../schema/look-findings.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export interface LookFindingFilter {
  readonly runId: string;
  /** Findings about these people alone; what the reader may see is decided by the caller. */
  readonly repIds?: readonly string[];
  readonly pipelineId?: string;
  readonly tier?: FindingTier;
  /** The last place of the page before, 0 for the first page. */
  readonly after: number;
  readonly limit: number;
}

/** What stands after a look, in the order of the places; at most `limit`. */
export async function listLookFindings(
  tx: TenantTransaction,
  filter: LookFindingFilter,
): Promise<readonly LookFinding[]> {
  const { runId, repIds, pipelineId, tier, after, limit } = filter;
  const rows = await tx.db
    .select({ look: lookFindings, finding: diagnoses })
    .from(lookFindings)
    .innerJoin(
      diagnoses,
      and(eq(diagnoses.tenant, lookFindings.tenant), eq(diagnoses.id, lookFindings.diagnosisId)),
    )
    .where(
      and(
        eq(lookFindings.tenant, tx.tenant),
        eq(lookFindings.runId, runId),
        gt(lookFindings.place, after),
        repIds === undefined ? undefined : inArray(diagnoses.repId, [...repIds]),
        pipelineId === undefined ? undefined : eq(diagnoses.pipelineId, pipelineId),
        tier === undefined ? undefined : eq(diagnoses.tier, tier),
      ),
    )
    .orderBy(asc(lookFindings.place))
    .limit(limit);
  return rows.map(fromLookFindingRow);
}
