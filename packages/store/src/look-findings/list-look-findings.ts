import type { Instant } from '@stepup/contracts';
import { and, asc, desc, eq, gt, inArray, ne } from 'drizzle-orm';
import { fromLookFindingRow } from './look-finding.ts';
import type { LookFinding } from './look-finding.ts';
import type { FindingTier } from '../diagnoses/finding.ts';
import { diagnoses } from '../schema/diagnoses.ts';
import { diagnosisRuns } from '../schema/diagnosis-runs.ts';
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

/** What stands after a look and was not taken back by people since, in the order of the places; at most `limit`. */
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
        ne(diagnoses.reviewState, 'cleared'),
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

/** What the latest look said that still had the finding, with the moment of that look; null where none did. */
export async function getLatestLookFinding(
  tx: TenantTransaction,
  diagnosisId: string,
): Promise<{ readonly found: LookFinding; readonly lookAsOf: Instant } | null> {
  const [row] = await tx.db
    .select({ look: lookFindings, finding: diagnoses, lookAsOf: diagnosisRuns.asOf })
    .from(lookFindings)
    .innerJoin(
      diagnoses,
      and(eq(diagnoses.tenant, lookFindings.tenant), eq(diagnoses.id, lookFindings.diagnosisId)),
    )
    .innerJoin(
      diagnosisRuns,
      and(eq(diagnosisRuns.tenant, lookFindings.tenant), eq(diagnosisRuns.id, lookFindings.runId)),
    )
    .where(and(eq(lookFindings.tenant, tx.tenant), eq(lookFindings.diagnosisId, diagnosisId)))
    .orderBy(desc(diagnosisRuns.asOf), desc(diagnosisRuns.createdAt))
    .limit(1);
  return row === undefined ? null : { found: fromLookFindingRow(row), lookAsOf: row.lookAsOf };
}
