import type { Plan } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';
import type { StoredVerification } from '@stepup/store';

/** A plan that became active, with what verification last said of it. */
export interface VerifiedPlan {
  readonly plan: Plan;
  readonly activatedAt: Instant;
  readonly verification: StoredVerification | null;
  /** Plans of one focus on one step are one episode of coaching: the first of them that something is said of speaks for all. */
  readonly speaksForEpisode: boolean;
}

/** In the order in which the plans became active. */
export function joinVerifications(
  activated: readonly Pick<VerifiedPlan, 'plan' | 'activatedAt'>[],
  latest: ReadonlyMap<string, StoredVerification>,
): readonly VerifiedPlan[] {
  const episodes = new Set<string>();
  return activated.map(({ plan, activatedAt }) => {
    const verification = latest.get(plan.id) ?? null;
    const episode = verification === null ? null : episodeOf(plan, verification);
    const speaksForEpisode = episode !== null && !episodes.has(episode);
    if (episode !== null) episodes.add(episode);
    return { plan, activatedAt, verification, speaksForEpisode };
  });
}

function episodeOf({ focusId }: Plan, { content }: StoredVerification): string {
  return JSON.stringify([focusId, content.pipeline_id, content.stage_id]);
}
