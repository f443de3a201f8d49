import type { Plan } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import {
  listActivatedPlans,
  listLatestVerifications,
  type StoredVerification,
  type TenantTransaction,
} from '@stepup/store';

/** A plan that became active, with what verification last said of it. */
export interface VerifiedPlan {
  readonly plan: Plan;
  readonly activatedAt: Instant;
  readonly verification: StoredVerification | null;
  /** Plans of one focus on one step are one episode of coaching: the first of them that something is said of speaks for all. */
  readonly speaksForEpisode: boolean;
}

/** Every plan that became active, in the order in which they did. */
export async function readVerifiedPlans(tx: TenantTransaction): Promise<readonly VerifiedPlan[]> {
  const activated = await listActivatedPlans(tx);
  const said = await listLatestVerifications(tx);
  const episodes = new Set<string>();
  return activated.map(({ plan, activatedAt }) => {
    const verification = said.get(plan.id) ?? null;
    const episode = verification === null ? null : episodeOf(plan, verification);
    const speaksForEpisode = episode !== null && !episodes.has(episode);
    if (episode !== null) episodes.add(episode);
    return { plan, activatedAt, verification, speaksForEpisode };
  });
}

function episodeOf({ focusId }: Plan, { content }: StoredVerification): string {
  return JSON.stringify([focusId, content.pipeline_id, content.stage_id]);
}
