import { computeExposure } from './exposure/compute-exposure.ts';
import type { StepExposure } from './exposure/compute-exposure.ts';
import { countDecided } from './exposure/decided-deals.ts';
import type { DecidedDeals } from './exposure/decided-deals.ts';
import { observeEpisodes } from './exposure/observed-episode.ts';
import type { ObservedEpisode } from './exposure/observed-episode.ts';
import { longWindow, needsLongWindow, standardWindow } from './exposure/window.ts';
import type { Window } from './exposure/window.ts';
import { countQuarters } from './exposure/quarter-counts.ts';
import { describeFlow } from './levers/step-flow.ts';
import type { StepFlow } from './levers/step-flow.ts';
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
  /** Age-weighted counts of the last quarters of 91 days, latest first, in the columns of `exposure`. */
  readonly quarters: readonly StepCounts[];
  /** What is under way and what comes in. */
  readonly flow: StepFlow;
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
  const recent = episodes.filter((episode) => episode.ageDays <= standard.days);
  const repIds = listReps(recent);
  const exposure = computeExposure(recent, repIds, horizon.days);
  const exposureByRep = new Map(episodes.map((episode) => [episode.repId, 0]));
  for (const [r, repId] of repIds.entries()) exposureByRep.set(repId, exposure.reps[r]?.exposure ?? 0);
  return needsLongWindow(exposureByRep.values())
    ? countWindow(input, long, episodes)
    : describeWindow(input, standard, recent, { repIds, exposure });
}

function listReps(episodes: readonly ObservedEpisode[]): string[] {
  return [...new Set(episodes.map((episode) => episode.repId))].sort();
}

function countWindow(input: StepInput, window: Window, episodes: readonly ObservedEpisode[]): PreparedStep {
  const repIds = listReps(episodes);
  const exposure = computeExposure(episodes, repIds, input.horizon.days);
  return describeWindow(input, window, episodes, { repIds, exposure });
}

function describeWindow(
  input: StepInput,
  window: Window,
  episodes: readonly ObservedEpisode[],
  { repIds, exposure }: Pick<PreparedStep, 'repIds' | 'exposure'>,
): PreparedStep {
  return {
    step: input.step,
    horizon: input.horizon,
    window,
    repIds,
    exposure,
    quarters: countQuarters(episodes, repIds, exposure, input.horizon.days),
    flow: describeFlow(episodes, exposure, { windowDays: window.days, horizonDays: input.horizon.days }),
    decided: countDecided(episodes, repIds, input.horizon.days),
    matureMonths: countMatureMonths(episodes, repIds, input.horizon.days),
  };
}
