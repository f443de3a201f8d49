import { computeExposure } from './exposure/compute-exposure.ts';
import type { StepExposure } from './exposure/compute-exposure.ts';
import { countDecided } from './exposure/decided-deals.ts';
import type { DecidedDeals } from './exposure/decided-deals.ts';
import { observeEpisodes } from './exposure/observed-episode.ts';
import type { ObservedEpisode } from './exposure/observed-episode.ts';
import { longWindow, needsLongWindow, standardWindow } from './exposure/window.ts';
import type { Window } from './exposure/window.ts';
import type { Horizon } from './horizon/estimate-horizon.ts';
import type { StepCounts } from './model/step-counts.ts';
import { countMatureMonths } from './overdispersion/mature-month-counts.ts';
import type { StepInput } from './team-input.ts';

/** A step's counts in its window. */
export type PreparedStep = {
  readonly step: string;
  readonly horizon: Horizon;
  readonly window: Window;
  /** Who has entries in the window, in code-unit order. */
  readonly repIds: readonly string[];
  readonly exposure: StepExposure;
  readonly decided: DecidedDeals;
  readonly matureMonths: StepCounts;
};

/** Reads a step's episodes once, settles its window and counts. */
export function prepareStep(
  input: StepInput,
  asOfDays: number,
  windowDays: number | undefined,
): PreparedStep {
  const { horizon } = input;
  if (windowDays !== undefined) {
    const episodes = observeEpisodes(input.episodes, asOfDays, windowDays);
    return countWindow(input, { days: windowDays, source: 'given' }, episodes);
  }
  const long = longWindow(horizon.days);
  const standard = standardWindow(horizon.days);
  const episodes = observeEpisodes(input.episodes, asOfDays, long.days);
  const recent = countWindow(
    input,
    standard,
    episodes.filter((episode) => episode.ageDays <= standard.days),
  );
  const exposureByRep = new Map(episodes.map((episode) => [episode.repId, 0]));
  for (const [r, repId] of recent.repIds.entries()) {
    exposureByRep.set(repId, recent.exposure.reps[r]?.exposure ?? 0);
  }
  return needsLongWindow(exposureByRep.values()) ? countWindow(input, long, episodes) : recent;
}

function countWindow(input: StepInput, window: Window, episodes: readonly ObservedEpisode[]): PreparedStep {
  const repIds = [...new Set(episodes.map((episode) => episode.repId))].sort();
  return {
    step: input.step,
    horizon: input.horizon,
    window,
    repIds,
    exposure: computeExposure(episodes, repIds, input.horizon.days),
    decided: countDecided(episodes, repIds, input.horizon.days),
    matureMonths: countMatureMonths(episodes, repIds, input.horizon.days),
  };
}
