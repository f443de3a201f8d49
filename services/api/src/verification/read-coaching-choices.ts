import { instantOfDate, recordSchemas } from '@stepup/contracts';
import { listStartedCampaigns, listStrongFindings, type TenantTransaction } from '@stepup/store';
import { leadersThen } from '../access/people-then.ts';
import type { ApiPorts } from '../api-ports.ts';
import { type CoachingChoices, countCoachingChoices } from './count-coaching-choices.ts';
import type { VerifiedPlan } from './join-verifications.ts';

const yearMs = 365 * 86_400_000;

/** What every manager of the tenant decided: of flags, those of the last year; of campaigns and episodes of coaching, all. */
export async function readCoachingChoices(
  tx: TenantTransaction,
  { clock, directory }: Pick<ApiPorts, 'clock' | 'directory'>,
  plans: readonly VerifiedPlan[],
): Promise<ReadonlyMap<string, CoachingChoices>> {
  const now = clock.now();
  const { byId } = await directory.read(tx.tenant);
  const campaigns = await listStartedCampaigns(tx);
  return countCoachingChoices({
    now: instantOfDate(now),
    findings: await listStrongFindings(tx, instantOfDate(new Date(now.getTime() - yearMs))),
    starts: plans.flatMap(({ plan, activatedAt }) => {
      const outcome = plan.outcome.at(-1)?.value;
      if (outcome === undefined) return [];
      return [
        { repId: plan.repId, pipelineId: outcome.pipelineId, stageId: outcome.stageId, at: activatedAt },
      ];
    }),
    managerOf: (repId, at) => leadersThen(byId, repId, at)[0] ?? null,
    campaigns: campaigns.map(({ learnerId: coachId, content }) => {
      const { draw } = recordSchemas.campaign.content.parse(content);
      return { coachId, isByLot: draw !== null };
    }),
    verdicts: plans.flatMap(({ plan, verification, speaksForEpisode }) =>
      verification === null || !speaksForEpisode
        ? []
        : [{ coachId: plan.coachId, verdict: verification.content.outcome.verdict }],
    ),
  });
}
