import type { Plan } from '@stepup/coaching';
import { instantOfDate, localDayOf, recordSchemas } from '@stepup/contracts';
import { findOtherActivePlans, listLatestDisputes, type TenantTransaction } from '@stepup/store';
import type { EndpointCall } from '../endpoint/endpoint.ts';
import type { PlanSurroundings } from './plan-dto.ts';

/** The tenant's local date now. */
export async function readToday({
  ports,
  viewer,
}: Pick<EndpointCall<unknown>, 'ports' | 'viewer'>): Promise<string> {
  const { timeZone } = await ports.directory.read(viewer.tenant);
  return localDayOf(instantOfDate(ports.clock.now()), timeZone);
}

/** What stands around a plan today. */
export async function readSurroundings(
  tx: TenantTransaction,
  plan: Plan,
  today: string,
): Promise<PlanSurroundings> {
  return (await readSurroundingsOf(tx, [plan], today))(plan);
}

/** The same of many, read at once. */
export async function readSurroundingsOf(
  tx: TenantTransaction,
  plans: readonly Plan[],
  today: string,
): Promise<(plan: Plan) => PlanSurroundings> {
  const others = await findOtherActivePlans(tx, plans);
  const disputed = await listDisputedFindings(
    tx,
    plans.flatMap(({ diagnosisId }) => diagnosisId ?? []),
  );
  return ({ id, diagnosisId }) => ({
    today,
    otherActivePlanId: others.get(id) ?? null,
    findingIsDisputed: diagnosisId !== null && disputed.has(diagnosisId),
  });
}

/** Whether the person says that a finding is not right, and nobody has answered yet. */
export async function isFindingDisputed(tx: TenantTransaction, diagnosisId: string | null): Promise<boolean> {
  return diagnosisId !== null && (await listDisputedFindings(tx, [diagnosisId])).has(diagnosisId);
}

async function listDisputedFindings(
  tx: TenantTransaction,
  findingIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const disputes = await listLatestDisputes(tx, [...new Set(findingIds)]);
  const open = [...disputes].filter(
    ([, { content }]) => recordSchemas.dispute.content.parse(content).state === 'open',
  );
  return new Set(open.map(([findingId]) => findingId));
}
