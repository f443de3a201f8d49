import type { Plan } from '@stepup/coaching';
import type { Instant } from '@stepup/contracts';

/** A plan that became active, with the step whose rate it was to move. */
export interface CoachedStart {
  readonly plan: Plan;
  readonly repId: string;
  readonly pipelineId: string;
  readonly stageId: string;
  /** When the focus first became active: plans that follow one another are one episode. */
  readonly startedAt: Instant;
}

/** Plans with an outcome, each with the start of its focus on that step. */
export function listStarts(
  activated: readonly { readonly plan: Plan; readonly activatedAt: Instant }[],
): CoachedStart[] {
  const firstOf = new Map<string, Instant>();
  const starts = activated.flatMap(({ plan, activatedAt }) => {
    const outcome = plan.outcome.at(-1)?.value;
    if (outcome === undefined) return [];
    const { pipelineId, stageId } = outcome;
    const episode = JSON.stringify([plan.focusId, pipelineId, stageId]);
    const first = firstOf.get(episode);
    if (first === undefined || activatedAt < first) firstOf.set(episode, activatedAt);
    return [{ plan, repId: plan.repId, pipelineId, stageId, episode }];
  });
  return starts.map(({ episode, ...start }) => ({
    ...start,
    startedAt: firstOf.get(episode) ?? start.plan.openedAt,
  }));
}
