import { handOverPlan } from '@stepup/coaching';
import { instantOfDate, localDayOf } from '@stepup/contracts';
import { appendPlanEvent, getPlan, listPlansUnderWay, saveMove, withTenant } from '@stepup/store';
import { eachTenant } from './each-tenant.ts';
import type { SchedulePorts } from './schedule-ports.ts';

/** Moves plans under way to whoever the learner reports to now, where that is somebody else than the plan’s coach. */
export async function handOverPlans(ports: SchedulePorts, signal: AbortSignal): Promise<void> {
  await eachTenant(ports, signal, 'plans could not be handed over', (tenant) =>
    handOverPlansOf(ports, tenant),
  );
}

async function handOverPlansOf({ pool, directory, clock }: SchedulePorts, tenant: string): Promise<void> {
  const underWay = await withTenant(pool, tenant, listPlansUnderWay);
  if (underWay.length === 0) return;
  const { byId, timeZone } = await directory.read(tenant);
  for (const { id, repId, coachId } of underWay) {
    const managerId = byId.get(repId)?.managerId ?? null;
    // Between two managers a plan stays where it is; one who has left has nobody to move it to.
    if (managerId === null || managerId === coachId || byId.get(managerId)?.active !== true) continue;
    const at = instantOfDate(clock.now());
    await withTenant(pool, tenant, async (tx) => {
      const plan = await getPlan(tx, id);
      if (plan === null) return;
      const decision = handOverPlan(plan, { coachId: managerId, at, today: localDayOf(at, timeZone) });
      if (decision.kind === 'stays') return;
      // Moved by one of the two meanwhile: the next run finds it again.
      if ((await saveMove(tx, decision)).kind !== 'saved') return;
      await appendPlanEvent(tx, decision.plan, decision.change);
    });
  }
}
