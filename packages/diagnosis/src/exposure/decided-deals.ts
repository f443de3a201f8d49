import type { StepCounts } from '../model/step-counts.ts';
import { countWholeDeals } from './compute-exposure.ts';
import type { ObservedEpisode } from './observed-episode.ts';

/** A step's deals that were advanced or lost, and whether the team says so when a deal is lost. */
export type DecidedDeals = {
  /** Whole deals by rep and case-mix segment, one account weighing once; successes are advances within the horizon. */
  readonly counts: StepCounts;
  /** Share of the mature deals not advanced within the horizon that were decided otherwise; 0 without any such deal. */
  readonly closedShare: number;
};

/** Counts the decided deals of one step, whatever their age, each as a whole. */
export function countDecided(
  episodes: readonly ObservedEpisode[],
  repIds: readonly string[],
  horizonDays: number,
): DecidedDeals {
  const decided = episodes.filter((episode) => episode.decided);
  let behind = 0;
  let closed = 0;
  for (const { ageDays, daysToAdvance, decided: isDecided, deals } of episodes) {
    if (ageDays < horizonDays || (daysToAdvance !== null && daysToAdvance <= horizonDays)) continue;
    behind += deals;
    if (isDecided) closed += deals;
  }
  return {
    counts: countWholeDeals(decided, repIds, horizonDays),
    closedShare: behind === 0 ? 0 : closed / behind,
  };
}
