import type { StepCounts } from '../model/step-counts.ts';
import { sumOfRep } from '../model/step-counts.ts';
import { groupByAccount } from './account-groups.ts';
import type { CaseColumns } from './case-columns.ts';
import { caseSegmentNamer, findSizeBands } from './case-segment.ts';
import { buildDelayCurve, countWithin, medianDelayDays } from './delay-curve.ts';
import type { DelayCurve } from './delay-curve.ts';
import { addToTally, emptyTally, tallyForModel, tallyInDeals } from './exposure-tally.ts';
import type { ExposureTally } from './exposure-tally.ts';
import type { ObservedEpisode } from './observed-episode.ts';
import { countsMatureOnly } from './pace-guard.ts';
import { planSegmentPooling, poolSegments } from './pool-segments.ts';

export type RepExposure = {
  /** Age-weighted exposure and successes in deals, before division by phi. */
  readonly exposure: number;
  readonly advanced: number;
  readonly mature: { readonly entered: number; readonly advanced: number };
  readonly ownerChangedShare: number;
  /** The pace guard took the young deals out. */
  readonly matureOnly: boolean;
};

export type StepExposure = {
  /** One entry per rep, in the order of `repIds`. */
  readonly reps: readonly RepExposure[];
  /** Counts by rep and pooled case-mix segment, one account weighing once, before division by phi. */
  readonly counts: StepCounts;
  /** Which deal belongs to which column of `counts`. */
  readonly columns: CaseColumns;
  /** The step's own delay curve, skipped deals left out. */
  readonly delays: DelayCurve;
};

/** Deals that weigh less are left out. */
export const MIN_AGE_WEIGHT = 0.15;

/**
 * Age-weighted exposure of one step: a deal of age a ≥ horizon weighs 1, a younger one G(a), the share of the team's
 * advances that come within a days; below .15 it is left out. Weights go by age alone, never by outcome.
 *
 * A skipped step advanced after 0 days and stands outside G, so a young skipped deal counts its weight as success, not 1:
 * E[successes] = rate × exposure holds for both kinds.
 *
 * @param episodes entries of the step's window
 * @param repIds everyone who appears in `episodes`, sorted, without duplicates
 */
export function computeExposure(
  episodes: readonly ObservedEpisode[],
  repIds: readonly string[],
  horizonDays: number,
): StepExposure {
  const bands = findSizeBands(episodes);
  const segmentOf = caseSegmentNamer(bands);
  const segmentKeys = [...new Set(episodes.map(segmentOf))].sort();
  const repIndex = indexOf(repIds);
  const segmentIndex = indexOf(segmentKeys);
  const curve = delayCurveOf(episodes, horizonDays);
  const groupSizeOf = groupByAccount(episodes);
  const tally = emptyTally(repIds.length, segmentKeys.length, Math.max(1, curve.total));
  for (const episode of episodes) {
    const rep = repIndex.get(episode.repId) ?? 0;
    const segment = segmentIndex.get(segmentOf(episode)) ?? 0;
    const mature = episode.ageDays >= horizonDays;
    const units = mature ? tally.unitsPerDeal : countWithin(curve, episode.ageDays);
    if (units < MIN_AGE_WEIGHT * tally.unitsPerDeal) continue;
    const advanced = episode.daysToAdvance !== null && episode.daysToAdvance <= horizonDays;
    const successUnits = episode.skipped ? units : tally.unitsPerDeal;
    addToTally(tally, {
      cell: rep * segmentKeys.length + segment,
      groupSize: groupSizeOf(episode),
      mature,
      exposureUnits: units * episode.deals,
      advancedUnits: advanced ? successUnits * episode.deals : 0,
    });
  }
  const { reps, all } = summariseReps(tally, episodes, repIds, curve, horizonDays);
  const plan = planSegmentPooling(all);
  const modelCounts = tallyForModel(tally, (rep) => reps[rep]?.matureOnly !== true);
  const columnOfSegment = new Map(segmentKeys.map((key, segment) => [key, plan.columnOf[segment] ?? 0]));
  return {
    reps,
    counts: poolSegments(modelCounts, plan),
    columns: { bands, columnOfSegment },
    delays: curve,
  };
}

/**
 * Every deal whole, as if all had had their horizon: rep × pooled case-mix segment, one account weighing once. Successes are advances
 * within the horizon.
 */
export function countWholeDeals(
  episodes: readonly ObservedEpisode[],
  repIds: readonly string[],
  horizonDays: number,
): StepCounts {
  const segmentOf = caseSegmentNamer(findSizeBands(episodes));
  const segmentKeys = [...new Set(episodes.map(segmentOf))].sort();
  const [repIndex, segmentIndex] = [indexOf(repIds), indexOf(segmentKeys)];
  const groupSizeOf = groupByAccount(episodes);
  const tally = emptyTally(repIds.length, segmentKeys.length, 1);
  for (const episode of episodes) {
    const rep = repIndex.get(episode.repId) ?? 0;
    const segment = segmentIndex.get(segmentOf(episode)) ?? 0;
    addToTally(tally, {
      cell: rep * segmentKeys.length + segment,
      groupSize: groupSizeOf(episode),
      mature: true,
      exposureUnits: episode.deals,
      advancedUnits:
        episode.daysToAdvance !== null && episode.daysToAdvance <= horizonDays ? episode.deals : 0,
    });
  }
  const plan = planSegmentPooling(tallyInDeals(tally, () => true));
  return poolSegments(
    tallyForModel(tally, () => true),
    plan,
  );
}

function summariseReps(
  tally: ExposureTally,
  episodes: readonly ObservedEpisode[],
  repIds: readonly string[],
  curve: DelayCurve,
  horizonDays: number,
): { readonly reps: readonly RepExposure[]; readonly all: StepCounts } {
  const all = tallyInDeals(tally, () => true);
  const mature = tallyInDeals(tally, () => false);
  const episodesByRep = Map.groupBy(episodes, (episode) => episode.repId);
  const teamMedianDays = medianDelayDays(curve);
  const reps = repIds.map((repId, rep): RepExposure => {
    const own = episodesByRep.get(repId) ?? [];
    const exposure = sumOfRep(all, all.exposure, rep);
    const matureExposure = sumOfRep(mature, mature.exposure, rep);
    const matureAdvanced = sumOfRep(mature, mature.advanced, rep);
    const matureOnly = countsMatureOnly({
      repMedianDays: medianDelayDays(delayCurveOf(own, horizonDays)),
      teamMedianDays,
      immatureExposure: exposure - matureExposure,
      exposure,
    });
    return {
      exposure: matureOnly ? matureExposure : exposure,
      advanced: matureOnly ? matureAdvanced : sumOfRep(all, all.advanced, rep),
      mature: { entered: matureExposure, advanced: matureAdvanced },
      ownerChangedShare: shareOfDeals(own, (episode) => episode.ownerChanged),
      matureOnly,
    };
  });
  return { reps, all };
}

/** The step's delay curve: of what had its horizon, skipped deals left out. */
export function delayCurveOf(episodes: readonly ObservedEpisode[], horizonDays: number): DelayCurve {
  const delays: { days: number; deals: number }[] = [];
  for (const { ageDays, daysToAdvance, skipped, deals } of episodes) {
    if (skipped || daysToAdvance === null) continue;
    if (ageDays >= horizonDays && daysToAdvance <= horizonDays) delays.push({ days: daysToAdvance, deals });
  }
  return buildDelayCurve(delays);
}

function shareOfDeals(
  episodes: readonly ObservedEpisode[],
  counts: (episode: ObservedEpisode) => boolean,
): number {
  let total = 0;
  let matching = 0;
  for (const episode of episodes) {
    total += episode.deals;
    if (counts(episode)) matching += episode.deals;
  }
  return total === 0 ? 0 : matching / total;
}

function indexOf(keys: readonly string[]): Map<string, number> {
  return new Map(keys.map((key, index) => [key, index]));
}
