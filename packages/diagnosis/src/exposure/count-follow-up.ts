import type { Episode } from '../episode.ts';
import type { StepCounts } from '../model/step-counts.ts';
import { sumOfRep } from '../model/step-counts.ts';
import { groupByAccount } from './account-groups.ts';
import { caseSegmentNamer } from './case-segment.ts';
import { delayCurveOf, MIN_AGE_WEIGHT } from './compute-exposure.ts';
import type { StepExposure } from './compute-exposure.ts';
import { countWithin } from './delay-curve.ts';
import { addToTally, emptyTally, tallyForModel, tallyInDeals } from './exposure-tally.ts';
import type { ObservedEpisode } from './observed-episode.ts';
import { observeEpisodes } from './observed-episode.ts';
import { longWindow } from './window.ts';

export interface FollowUpQuestion {
  /** Everything known at `asOfDays`: what entered before the follow-up says how long deals take. Read once. */
  readonly episodes: Iterable<Episode>;
  readonly asOfDays: number;
  /** First entry that counts, days since 1970-01-01T00:00Z. */
  readonly sinceDays: number;
  readonly horizonDays: number;
  /** Rows of the counts: those of the baseline. Deals of others are left out. */
  readonly repIds: readonly string[];
  /** Of the baseline: its kinds of leads are the columns. */
  readonly baseline: Pick<StepExposure, 'columns' | 'counts'>;
}

export interface FollowUp {
  /** Same rows and columns as the baseline's counts, before division by phi; one account weighs once a month. */
  readonly counts: StepCounts;
  /** Per row in deals: age-weighted exposure and successes, and how many deals entered. */
  readonly reps: readonly {
    readonly exposure: number;
    readonly advanced: number;
    readonly entered: number;
  }[];
  /** Deals of a kind that the baseline never saw; they are not counted. */
  readonly unseenKind: number;
}

/** Age-weighted counts of what entered a step from a day on, by the rules of `computeExposure`, in the columns of an earlier fit. */
export function countFollowUp(question: FollowUpQuestion): FollowUp {
  const { asOfDays, sinceDays, horizonDays, repIds, baseline } = question;
  const followUpDays = asOfDays - sinceDays;
  const maxAgeDays = Math.max(longWindow(horizonDays).days, followUpDays);
  const observed = observeEpisodes(question.episodes, asOfDays, maxAgeDays);
  const delays = delayCurveOf(observed, horizonDays);
  const segmentOf = caseSegmentNamer(baseline.columns.bands);
  const rowOf = new Map(repIds.map((repId, row) => [repId, row]));
  const counted = observed.filter(({ ageDays, repId }) => ageDays <= followUpDays && rowOf.has(repId));
  const groupSizeOf = groupByAccount(counted);
  const { segments } = baseline.counts;
  const tally = emptyTally(repIds.length, segments, Math.max(1, delays.total));
  const entered = new Float64Array(repIds.length);
  let unseenKind = 0;
  for (const episode of counted) {
    const row = rowOf.get(episode.repId) ?? 0;
    entered[row] = (entered[row] ?? 0) + episode.deals;
    const column = baseline.columns.columnOfSegment.get(segmentOf(episode));
    if (column === undefined) {
      unseenKind += episode.deals;
      continue;
    }
    const mature = episode.ageDays >= horizonDays;
    const units = mature ? tally.unitsPerDeal : countWithin(delays, episode.ageDays);
    if (units < MIN_AGE_WEIGHT * tally.unitsPerDeal) continue;
    addToTally(tally, {
      cell: row * segments + column,
      groupSize: groupSizeOf(episode),
      mature,
      exposureUnits: units * episode.deals,
      advancedUnits: successUnits(episode, horizonDays, { whole: tally.unitsPerDeal, weighed: units }),
    });
  }
  const inDeals = tallyInDeals(tally, () => true);
  return {
    counts: tallyForModel(tally, () => true),
    reps: repIds.map((_, row) => ({
      exposure: sumOfRep(inDeals, inDeals.exposure, row),
      advanced: sumOfRep(inDeals, inDeals.advanced, row),
      entered: entered[row] ?? 0,
    })),
    unseenKind,
  };
}

function successUnits(
  { daysToAdvance, skipped, deals }: ObservedEpisode,
  horizonDays: number,
  units: { readonly whole: number; readonly weighed: number },
): number {
  if (daysToAdvance === null || daysToAdvance > horizonDays) return 0;
  return (skipped ? units.weighed : units.whole) * deals;
}
