import type { StepCounts } from '../model/step-counts.ts';
import { caseSegmentNamer } from './case-segment.ts';
import type { StepExposure } from './compute-exposure.ts';
import { MIN_AGE_WEIGHT } from './compute-exposure.ts';
import { countWithin } from './delay-curve.ts';
import { addToTally, emptyTally, tallyInDeals } from './exposure-tally.ts';
import type { ObservedEpisode } from './observed-episode.ts';

const QUARTER_DAYS = 91;
const QUARTERS = 4;

/**
 * Age-weighted counts of the last four quarters of 91 days before as-of, latest first; they do not overlap. A window that
 * is shorter leaves the early ones empty.
 */
export function countQuarters(
  episodes: readonly ObservedEpisode[],
  repIds: readonly string[],
  exposure: StepExposure,
  horizonDays: number,
): StepCounts[] {
  const { segments } = exposure.counts;
  const { bands, columnOfSegment } = exposure.columns;
  const segmentOf = caseSegmentNamer(bands);
  const rowOf = new Map(repIds.map((repId, row) => [repId, row]));
  const tallies = Array.from({ length: QUARTERS }, () =>
    emptyTally(repIds.length, segments, Math.max(1, exposure.delays.total)),
  );
  for (const episode of episodes) {
    const tally = tallies[Math.floor(episode.ageDays / QUARTER_DAYS)];
    const column = columnOfSegment.get(segmentOf(episode));
    const row = rowOf.get(episode.repId);
    if (tally === undefined || column === undefined || row === undefined) continue;
    const mature = episode.ageDays >= horizonDays;
    const units = mature ? tally.unitsPerDeal : countWithin(exposure.delays, episode.ageDays);
    if (units < MIN_AGE_WEIGHT * tally.unitsPerDeal) continue;
    const advanced = episode.daysToAdvance !== null && episode.daysToAdvance <= horizonDays;
    const successUnits = episode.skipped ? units : tally.unitsPerDeal;
    addToTally(tally, {
      cell: row * segments + column,
      groupSize: 1,
      mature,
      exposureUnits: units * episode.deals,
      advancedUnits: advanced ? successUnits * episode.deals : 0,
    });
  }
  return tallies.map((tally) => tallyInDeals(tally, () => true));
}
