import type { ObservedEpisode } from '../exposure/observed-episode.ts';
import type { StepCounts } from '../model/step-counts.ts';

/** Mature deals of a step by rep × calendar month of entry, with those advanced within the horizon. */
export function countMatureMonths(
  episodes: readonly ObservedEpisode[],
  repIds: readonly string[],
  horizonDays: number,
): StepCounts {
  const mature = episodes.filter((episode) => episode.ageDays >= horizonDays);
  const months = [...new Set(mature.map((episode) => episode.entryMonth))].sort((a, b) => a - b);
  const monthIndex = new Map(months.map((month, index) => [month, index]));
  const repIndex = new Map(repIds.map((repId, index) => [repId, index]));
  const exposure = new Float64Array(repIds.length * months.length);
  const advanced = new Float64Array(repIds.length * months.length);
  for (const episode of mature) {
    const cell =
      (repIndex.get(episode.repId) ?? 0) * months.length + (monthIndex.get(episode.entryMonth) ?? 0);
    exposure[cell] = (exposure[cell] ?? 0) + episode.deals;
    if (episode.daysToAdvance !== null && episode.daysToAdvance <= horizonDays) {
      advanced[cell] = (advanced[cell] ?? 0) + episode.deals;
    }
  }
  return { reps: repIds.length, segments: months.length, exposure, advanced };
}
