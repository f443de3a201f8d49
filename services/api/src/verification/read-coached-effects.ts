import type { Plan } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import {
  listActivatedPlans,
  listLatestVerifications,
  type StoredVerification,
  type TenantTransaction,
} from '@stepup/store';

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

/** Everything verification has said of plans with an effect; plans that follow one another are one episode, and its first plan speaks for it. */
export async function readCoachedEffects(tx: TenantTransaction): Promise<readonly CoachedEffect[]> {
  const activated = await listActivatedPlans(tx);
  const said = await listLatestVerifications(tx);
  const episodes = new Set<string>();
  return activated.flatMap(({ plan }) => {
    const verification = said.get(plan.id);
    if (verification === undefined || episodes.has(episodeOf(plan, verification))) return [];
    episodes.add(episodeOf(plan, verification));
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

function episodeOf({ focusId }: Plan, { content }: StoredVerification): string {
  return JSON.stringify([focusId, content.pipeline_id, content.stage_id]);
}
