import { type Deal, instantOfDate, type SessionPreparation } from '@stepup/contracts';
import { readDeals, readTenantProfile, type Warehouse } from '@stepup/warehouse';

const mostShown = 5;

interface About {
  tenant: string;
  repId: string;
  now: Date;
  /** The step whose rate the plan is about; null where the plan names none. */
  step: { readonly pipelineId: string; readonly stageId: string } | null;
}

/** Deals of the learner: those open in the step, and those of the same step that went on or were lost. */
export async function readDealsToTalkAbout(
  warehouse: Warehouse,
  { tenant, repId, now, step }: About,
): Promise<Pick<SessionPreparation, 'deals_to_talk_about' | 'similar_deals'>> {
  const { timeZone } = await readTenantProfile(warehouse, tenant);
  const read = async (state: 'open' | 'lost' | 'advanced') => {
    const page = await readDeals(warehouse, {
      tenant,
      ...(step === null ? {} : { pipelineId: step.pipelineId, stageId: step.stageId }),
      state,
      asOf: instantOfDate(now),
      timeZone,
      reps: [repId],
      limit: mostShown,
      after: null,
    });
    return page.items.map((deal) => toRef(deal, state));
  };
  const open = await read('open');
  if (step === null) return { deals_to_talk_about: open, similar_deals: [] };
  const [lost, advanced] = [await read('lost'), await read('advanced')];
  return { deals_to_talk_about: open, similar_deals: [...lost, ...advanced] };
}

function toRef({ deal_id, name }: Deal, state: string): SessionPreparation['similar_deals'][number] {
  return { deal_id, name, state };
}
