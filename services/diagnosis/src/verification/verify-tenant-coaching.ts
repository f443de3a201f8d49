import { instantOfDate, recordSchemas, type ReviewContent } from '@stepup/contracts';
import {
  appendVerification,
  appendVerificationEvent,
  listActivatedPlans,
  listRecordsOfPlan,
  listStartedCampaigns,
  listVerifications,
  type TenantTransaction,
  withTenant,
} from '@stepup/store';
import { readCurrency, readPeople, readTenantProfile } from '@stepup/warehouse';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';
import { checkTenantPlacebo } from './check-tenant-placebo.ts';
import { estimateTenantNoise } from './estimate-tenant-noise.ts';
import { listCampaignStarts, readStartedCampaigns } from './campaign-starts.ts';
import { orLeaveOut } from './or-leave-out.ts';
import { listStarts } from './coached-start.ts';
import { measureBehaviour } from './measure-behaviour.ts';
import { readStepHistory } from './read-step-history.ts';
import { verifyStart } from './verify-start.ts';
import { verifyTenantCampaigns } from './verify-tenant-campaigns.ts';

/**
 * Says of every plan that became active, and of every campaign, what the coaching did, as far as it can be told today. The dates said first stay; what reads
 * otherwise than the last time, be it for late data, is a new version with its day, and the same again leaves no trace.
 */
export async function verifyTenantCoaching(
  ports: Pick<DiagnosisPorts, 'warehouse' | 'pool' | 'clock' | 'log'>,
  tenant: string,
  signal: AbortSignal,
): Promise<void> {
  const { warehouse, pool } = ports;
  const activated = await withTenant(pool, tenant, listActivatedPlans);
  const starts = listStarts(activated);
  const storedCampaigns = await withTenant(pool, tenant, listStartedCampaigns);
  if (starts.length === 0 && storedCampaigns.length === 0) return;
  const asOf = instantOfDate(ports.clock.now());
  const profile = await readTenantProfile(warehouse, tenant);
  const campaigns = readStartedCampaigns(storedCampaigns, profile.timeZone);
  const currency = await readCurrency(warehouse, tenant, profile);
  const quarterNoise = await estimateTenantNoise(ports, { tenant, asOf }, signal);
  const people = new Map((await readPeople(warehouse, tenant)).map((person) => [person.personId, person]));
  for (const start of starts) {
    signal.throwIfAborted();
    if (start.plan.state !== 'active' && start.plan.state !== 'completed') continue;
    const { pipelineId, stageId, startedAt } = start;
    const history = await readStepHistory(warehouse, {
      tenant,
      repIds: [start.repId],
      pipelineId,
      stageId,
      startedAt,
      asOf,
    });
    if (history === null) continue;
    const reviews = await withTenant(pool, tenant, (tx) => listReviewsOf(tx, start.plan.id));
    const behaviour = await measureBehaviour(warehouse, { tenant, start, asOf, profile, currency, reviews });
    const said = await withTenant(pool, tenant, (tx) => listVerifications(tx, start.plan.id));
    const before = said.at(-1)?.content ?? null;
    const campaignStarts = listCampaignStarts(campaigns, start);
    const verified = orLeaveOut(ports.log, { tenant, plan: start.plan.id }, () =>
      verifyStart({ start, starts, campaignStarts, history, people, asOf, before, quarterNoise }),
    );
    if (verified === null) continue;
    const madeAt = instantOfDate(ports.clock.now());
    const content = {
      pipeline_id: pipelineId,
      stage_id: stageId,
      started_at: startedAt,
      ...verified,
      behaviour,
    };
    await withTenant(pool, tenant, async (tx) => {
      const appended = await appendVerification(tx, { planId: start.plan.id, madeAt, asOf, content });
      if (appended.kind === 'unchanged') return;
      await appendVerificationEvent(tx, start.plan, { version: appended.version, madeAt, content });
    });
  }
  const around = { tenant, asOf, starts, campaigns, quarterNoise };
  await verifyTenantCampaigns(ports, { ...around, people, profile, currency }, signal);
  await checkTenantPlacebo(ports, around, signal);
}

async function listReviewsOf(tx: TenantTransaction, planId: string): Promise<ReviewContent[]> {
  const stored = await listRecordsOfPlan(tx, 'review', planId);
  return stored.map(({ content }) => recordSchemas.review.content.parse(content));
}
