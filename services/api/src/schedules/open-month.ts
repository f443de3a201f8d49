import type { PlanProposal } from '@stepup/coaching';
import { instantOfDate } from '@stepup/contracts';
import { DEFAULT_DILUTION, rankLevers } from '@stepup/diagnosis';
import { listSkills, type ListedSkill, resolvePlaybook } from '@stepup/playbook';
import {
  allTenants,
  getPlaybook,
  listPlanProposals,
  listWaitingPlans,
  savePlanProposal,
  withTenant,
} from '@stepup/store';
import { fromStepKey } from '@stepup/tenant-diagnosis';
import { readCurrency, readTenantProfile } from '@stepup/warehouse';
import { keepTeamModels, type TeamModel } from '../levers/team-models.ts';
import { readOpenStages } from '../playbooks/open-stages.ts';
import { localDate } from '../questions/local-date.ts';
import { defaultAsOf } from '../questions/resolve-moment.ts';
import type { SchedulePorts } from './schedule-ports.ts';

/** For whom nothing can be computed: they know best what to work on. */
const ownWish: PlanProposal = { basis: 'own_wish', skillId: null, step: null };

/**
 * Proposes to everybody who has no plan this month what it could be about: the skill that serves the step where a better rate would pay
 * most. Once a month and person; what is there already is left alone, so every run goes on where the one before ended.
 */
export async function openMonth(ports: SchedulePorts, signal: AbortSignal): Promise<void> {
  for await (const tenant of allTenants(ports.pool)) {
    signal.throwIfAborted();
    await openMonthOf(ports, tenant, signal);
  }
}

async function openMonthOf(ports: SchedulePorts, tenant: string, signal: AbortSignal): Promise<void> {
  const { pool, warehouse, directory, clock } = ports;
  const { people, timeZone } = await directory.read(tenant);
  const at = instantOfDate(clock.now());
  const month = localDate(at, timeZone).slice(0, 7);
  const learners = people.filter(
    ({ active, role, managerId }) => active && role !== 'sales_ops' && managerId !== null,
  );
  const repIds = learners.map(({ personId }) => personId);
  const { missing, written } = await withTenant(pool, tenant, async (tx) => {
    const planned = new Set(
      (await listWaitingPlans(tx, { repIds, month })).flatMap((plan) =>
        plan.month === month ? [plan.repId] : [],
      ),
    );
    const proposed = await listPlanProposals(tx, { repIds, month });
    return {
      missing: learners.filter(({ personId }) => !planned.has(personId) && !proposed.has(personId)),
      written: await getPlaybook(tx, 'current'),
    };
  });
  if (missing.length === 0) return;
  const profile = await readTenantProfile(warehouse, tenant);
  const skills = listSkills(resolvePlaybook(written).playbook, await readOpenStages(warehouse, tenant));
  const asOf = defaultAsOf(at, profile.newestEventTime, timeZone);
  const currency = await readCurrency(warehouse, tenant, profile);
  // Of this run alone: teams come one after the other.
  const findTeamModel = keepTeamModels(warehouse);
  const byTeam = missing.toSorted((one, other) => compare(one.team ?? '', other.team ?? ''));
  for (const { personId, role } of byTeam) {
    signal.throwIfAborted();
    const model =
      role === 'rep' ? await findTeamModel({ tenant, repId: personId, asOf, timeZone, currency }) : null;
    const proposal = model === null ? ownWish : proposeFrom(model, personId, skills);
    await withTenant(pool, tenant, (tx) => savePlanProposal(tx, { repId: personId, month, proposal, at }));
  }
}

/** The skill for the step at the top of the levers; that step without a skill where the playbook has none for it. */
function proposeFrom(model: TeamModel, repId: string, skills: readonly ListedSkill[]): PlanProposal {
  const ranked = rankLevers(model.levers, repId, { dilution: DEFAULT_DILUTION });
  const top = ranked.kind === 'ranked' ? ranked.levers[0] : undefined;
  if (top === undefined) return ownWish;
  const step = fromStepKey(top.step);
  const skill = skills.find(({ stages }) =>
    stages.some(({ pipelineId, stageId }) => pipelineId === step.pipelineId && stageId === step.stageId),
  );
  return { basis: 'lever', skillId: skill?.id ?? null, step };
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
