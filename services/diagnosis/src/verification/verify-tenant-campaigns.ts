import { type Instant, instantOfDate } from '@stepup/contracts';
import { appendCampaignEffect, listCampaignEffects, withTenant } from '@stepup/store';
import type { KnownPerson, TenantProfile } from '@stepup/warehouse';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';
import { keepEarliest, listCampaignStarts, type StartedCampaign } from './campaign-starts.ts';
import type { CoachedStart } from './coached-start.ts';
import { measureCampaignBehaviour } from './measure-campaign-behaviour.ts';
import { orLeaveOut } from './or-leave-out.ts';
import { readStepHistory } from './read-step-history.ts';
import { verifyCampaign } from './verify-campaign.ts';

/** Says of every campaign that has started what it did, as far as it can be told today; the same again leaves no trace. */
export async function verifyTenantCampaigns(
  ports: Pick<DiagnosisPorts, 'warehouse' | 'pool' | 'clock' | 'log'>,
  around: {
    readonly tenant: string;
    readonly asOf: Instant;
    readonly starts: readonly CoachedStart[];
    readonly campaigns: readonly StartedCampaign[];
    readonly people: ReadonlyMap<string, KnownPerson>;
    readonly profile: TenantProfile;
    readonly currency: string | null;
    /** Noise of a rep from quarter to quarter, logits. */
    readonly quarterNoise: number;
  },
  signal: AbortSignal,
): Promise<void> {
  const { warehouse, pool } = ports;
  const { tenant, asOf, starts, people, campaigns, quarterNoise } = around;
  for (const campaign of campaigns) {
    signal.throwIfAborted();
    const { id, content, startedAt } = campaign;
    if (startedAt >= asOf) continue;
    const step = { pipelineId: content.pipeline_id, stageId: content.stage_id };
    const repIds = content.people.map(({ person_id }) => person_id);
    const history = await readStepHistory(warehouse, { tenant, repIds, ...step, startedAt, asOf });
    if (history === null) continue;
    const planStarts = new Map<string, Instant>();
    for (const start of starts) {
      if (start.pipelineId !== step.pipelineId || start.stageId !== step.stageId) continue;
      keepEarliest(planStarts, start.repId, start.startedAt);
    }
    const otherStarts = listCampaignStarts(
      campaigns.filter((other) => other.id !== id),
      step,
    );
    for (const [personId, at] of planStarts) keepEarliest(otherStarts, personId, at);
    const said = await withTenant(pool, tenant, (tx) => listCampaignEffects(tx, id));
    const before = said.at(-1)?.content ?? null;
    const verified = orLeaveOut(ports.log, { tenant, campaign: id }, () =>
      verifyCampaign({ campaign, history, people, planStarts, otherStarts, asOf, before, quarterNoise }),
    );
    if (verified === null) continue;
    const behaviour = await measureCampaignBehaviour(warehouse, { ...around, content, startedAt });
    await withTenant(pool, tenant, (tx) =>
      appendCampaignEffect(tx, {
        campaignId: id,
        madeAt: instantOfDate(ports.clock.now()),
        asOf,
        content: { ...verified, behaviour },
      }),
    );
  }
}
