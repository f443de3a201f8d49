import type { Plan } from '@stepup/coaching';
import { planContent } from './plan-content.ts';
import type { plans } from '../schema/plans.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export function fromPlanRow(row: typeof plans.$inferSelect): Plan {
  return {
    id: row.id,
    focusId: row.focusId,
    diagnosisId: row.diagnosisId,
    repId: row.repId,
    coachId: row.coachId,
    month: row.month,
    basis: row.basis,
    state: row.state,
    version: row.version,
    contentVersion: row.contentVersion,
    hypothesisVersion: row.hypothesisVersion,
    openedAt: row.openedAt,
    updatedAt: row.updatedAt,
    ...planContent.parse(row),
  };
}

export function toPlanRow(tx: TenantTransaction, plan: Plan): typeof plans.$inferInsert {
  return { tenant: tx.tenant, ...plan };
}
