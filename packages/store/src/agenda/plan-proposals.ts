import { and, eq, inArray, sql } from 'drizzle-orm';
import type { PlanProposal } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import { planProposals } from '../schema/plan-proposals.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Keeps what the plan of a rep's month could be about; an earlier proposal for it is replaced. */
export async function savePlanProposal(
  tx: TenantTransaction,
  { repId, month, proposal, at }: { repId: string; month: string; proposal: PlanProposal; at: Instant },
): Promise<void> {
  const { basis, skillId, step } = proposal;
  const what = {
    basis,
    skillId,
    pipelineId: step?.pipelineId ?? null,
    stageId: step?.stageId ?? null,
    madeAt: at,
  };
  await tx.db
    .insert(planProposals)
    .values({ tenant: tx.tenant, repId, month, ...what })
    .onConflictDoUpdate({
      target: [planProposals.tenant, planProposals.repId, planProposals.month],
      set: what,
      // A retry of the same opening moves nothing.
      setWhere: sql`${planProposals.madeAt} < ${at}`,
    });
}

/** What was proposed to these people for a month. */
export async function listPlanProposals(
  tx: TenantTransaction,
  { repIds, month }: { readonly repIds: readonly string[]; readonly month: string },
): Promise<ReadonlyMap<string, PlanProposal>> {
  if (repIds.length === 0) return new Map();
  const rows = await tx.db
    .select()
    .from(planProposals)
    .where(
      and(
        eq(planProposals.tenant, tx.tenant),
        eq(planProposals.month, month),
        inArray(planProposals.repId, [...repIds]),
      ),
    );
  return new Map(
    rows.map(({ repId, basis, skillId, pipelineId, stageId }) => [
      repId,
      { basis, skillId, step: pipelineId === null || stageId === null ? null : { pipelineId, stageId } },
    ]),
  );
}
