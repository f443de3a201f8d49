import type { Instant } from '@stepup/contracts';
import type { TenantTransaction } from '@stepup/store';
import type { VerifiedPlan } from './join-verifications.ts';
import { readVerifiedPlans } from './read-verified-plans.ts';

/** What verification last said of the coaching of one focus on one step, log-odds. */
export interface CoachedEffect {
  readonly coachId: string;
  readonly skillId: string | null;
  readonly startedAt: Instant;
  /** Plans of a coach on one step stand beside the same colleagues, whatever month they began in: they err together. */
  readonly campaign: string;
  readonly mean: number;
  readonly sd: number;
  /** How whoever was coached stood before, against a typical colleague. */
  readonly baseline?: number;
}

export async function readCoachedEffects(tx: TenantTransaction): Promise<readonly CoachedEffect[]> {
  return listCoachedEffects(await readVerifiedPlans(tx));
}

/** Everything verification has said with an effect, one of each episode. */
export function listCoachedEffects(plans: readonly VerifiedPlan[]): readonly CoachedEffect[] {
  return plans.flatMap(({ plan, verification, speaksForEpisode }) => {
    if (verification === null || !speaksForEpisode) return [];
    const { pipeline_id, stage_id, started_at: startedAt, outcome } = verification.content;
    if (outcome.effect === null) return [];
    const { log_odds, baseline_standing: baseline } = outcome.effect;
    return [
      {
        coachId: plan.coachId,
        skillId: plan.skill.at(-1)?.value ?? null,
        startedAt,
        campaign: JSON.stringify([plan.coachId, pipeline_id, stage_id]),
        mean: log_odds.mean,
        sd: log_odds.sd,
        ...(baseline === undefined ? {} : { baseline }),
      },
    ];
  });
}
