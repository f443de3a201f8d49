import type { Plan } from '@stepup/coaching';
import { instantOfDate, recordSchemas } from '@stepup/contracts';
import { findOtherActivePlan, listLatestDisputes, type TenantTransaction } from '@stepup/store';
import type { EndpointCall } from '../endpoint/endpoint.ts';
import { localDate } from '../questions/local-date.ts';
import type { PlanSurroundings } from './plan-dto.ts';

/** The tenant's local date now. */
export async function readToday({
  ports,
  viewer,
}: Pick<EndpointCall<unknown>, 'ports' | 'viewer'>): Promise<string> {
  const { timeZone } = await ports.directory.read(viewer.tenant);
  return localDate(instantOfDate(ports.clock.now()), timeZone);
}

/** What stands around a plan today. */
export async function readSurroundings(
  tx: TenantTransaction,
  plan: Plan,
  today: string,
): Promise<PlanSurroundings> {
  return {
    today,
    otherActivePlanId: await findOtherActivePlan(tx, plan),
    findingIsDisputed: await isFindingDisputed(tx, plan.diagnosisId),
  };
}

/** Whether the person says that a finding is not right, and nobody has answered yet. */
export async function isFindingDisputed(tx: TenantTransaction, diagnosisId: string | null): Promise<boolean> {
  if (diagnosisId === null) return false;
  const dispute = (await listLatestDisputes(tx, [diagnosisId])).get(diagnosisId);
  return dispute !== undefined && recordSchemas.dispute.content.parse(dispute.content).state === 'open';
}
