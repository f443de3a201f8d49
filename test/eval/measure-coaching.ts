import { diagnoseTeam, type Episode } from '@stepup/diagnosis';
import { type CoachedStep, knownAt, type SimulatedEpisode, simulateCoachedStep } from '@stepup/simulator';
import { type ComparedStart, estimateEffect, judgeEffect, modelSinceStart } from '@stepup/verification';

/** 20 reps, the four with the lowest raw rates coached, and a team that gets better on its own. */
const team = { reps: 20, spread: 0.3, quarterNoise: 0.15, teamShift: 0.25 };
const coachedReps = 4;
const daysBefore = 180;
const daysAfter = 194;
const z90 = 1.645;

/** How one way of judging did where the true effect is known. */
export interface WayQuality {
  readonly bias: number;
  readonly error: number;
  readonly coverage: number;
  readonly worked: number;
  readonly fell: number;
}

export interface CoachingQuality {
  readonly single: WayQuality;
  readonly pooled: WayQuality;
  readonly beforeAfter: WayQuality;
  readonly differenceInDifferences: WayQuality;
  /** The same of four together. */
  readonly beforeAfterPooled: WayQuality;
  readonly differenceInDifferencesPooled: WayQuality;
  /** Share of fake starts of people who were never coached, at which an effect is reported; measured at no effect. */
  readonly placebo: number;
}

export interface Judged {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly verdict: 'worked' | 'fell' | 'unclear';
}

/** Coaches the worst raw reps of a team per seed, and judges every coached rep alone and the four together. */
export function measureCoaching(
  options: { readonly effect: number; readonly deals: number },
  seeds: readonly number[],
): CoachingQuality {
  const judged = {
    single: [] as Judged[],
    pooled: [] as Judged[],
    beforeAfter: [] as Judged[],
    differences: [] as Judged[],
    beforeAfterPooled: [] as Judged[],
    differencesPooled: [] as Judged[],
    placebo: [] as Judged[],
  };
  for (const seed of seeds) {
    const history = coachTeam(options, seed);
    const controls = history.repIds.filter((repId) => !history.coached.includes(repId));
    const compare = prepareComparison(history);
    for (const repId of history.coached) {
      judged.single.push(judgeOurs([compare([repId], controls)]));
      judged.beforeAfter.push(judgeDifference(history, [repId], []));
      judged.differences.push(judgeDifference(history, [repId], controls));
    }
    judged.pooled.push(judgeOurs([compare(history.coached, controls)]));
    judged.beforeAfterPooled.push(judgeDifference(history, history.coached, []));
    judged.differencesPooled.push(judgeDifference(history, history.coached, controls));
    if (options.effect !== 0) continue;
    for (const repId of controls) {
      judged.placebo.push(
        judgeOurs([
          compare(
            [repId],
            controls.filter((other) => other !== repId),
          ),
        ]),
      );
    }
  }
  const of = (all: readonly Judged[]): WayQuality => summarise(all, options.effect);
  const placebo = of(judged.placebo);
  return {
    single: of(judged.single),
    pooled: of(judged.pooled),
    beforeAfter: of(judged.beforeAfter),
    differenceInDifferences: of(judged.differences),
    beforeAfterPooled: of(judged.beforeAfterPooled),
    differenceInDifferencesPooled: of(judged.differencesPooled),
    placebo: placebo.worked + placebo.fell,
  };
}

/** A team whose four lowest by raw rate are coached, with so many deals a rep before and after that count. */
export function coachTeam(
  options: { readonly effect: number; readonly deals: number },
  seed: number,
): CoachedStep {
  return simulateCoachedStep({
    ...coachedTeam(options.deals),
    seed,
    effect: options.effect,
    choose: (seen, repIds) => lowestRaw(seen, repIds).slice(0, coachedReps),
  });
}

/** The team and its history, with so many deals a rep before and after that count. */
export function coachedTeam(deals: number) {
  return {
    ...team,
    entriesBefore: Math.round(1.08 * deals),
    entriesAfter: Math.round(1.16 * deals),
    daysBefore,
    daysAfter,
  };
}

/** Fits the baseline once; the answer compares any people with any others. */
export function prepareComparison(
  history: CoachedStep,
): (coachedIds: readonly string[], controlIds: readonly string[]) => ComparedStart {
  const seen: Episode[] = knownAt(history.episodes, history.startDays);
  const step = { step: 'step', horizon: history.horizon, episodes: seen };
  const baseline = diagnoseTeam({ repIds: history.repIds, asOfDays: history.startDays, steps: [step] });
  const fit = baseline.fits[0];
  if (fit === undefined) throw new Error('a step is fitted');
  const { model } = modelSinceStart({
    baseline: { startDays: history.startDays, fit, phi: baseline.overdispersion.phi },
    episodes: history.episodes,
    asOfDays: history.asOfDays,
  });
  const rowsOf = (ids: readonly string[]): number[] => ids.map((repId) => fit.step.repIds.indexOf(repId));
  return (coachedIds, controlIds) => ({ model, coached: rowsOf(coachedIds), controls: rowsOf(controlIds) });
}

function judgeOurs(starts: readonly ComparedStart[]): Judged {
  const effect = estimateEffect(starts);
  const { mean, interval } = effect;
  return { mean, ...interval, verdict: judgeEffect(effect) };
}

/** Change of the log-odds of the raw rates, less that of the controls where there are any, with a normal interval. */
export function judgeDifference(
  history: CoachedStep,
  coached: readonly string[],
  controls: readonly string[],
): Judged {
  const change = changeOf(history, coached);
  const trend = controls.length > 0 ? changeOf(history, controls) : { mean: 0, variance: 0 };
  const mean = change.mean - trend.mean;
  const error = Math.sqrt(change.variance + trend.variance);
  const [lower, upper] = [mean - z90 * error, mean + z90 * error];
  return { mean, lower, upper, verdict: lower > 0 ? 'worked' : upper < 0 ? 'fell' : 'unclear' };
}

function changeOf(history: CoachedStep, repIds: readonly string[]): { mean: number; variance: number } {
  const before = rawCounts(knownAt(history.episodes, history.startDays), repIds);
  const after = rawCounts(
    history.episodes.filter(({ enteredAtDays }) => enteredAtDays >= history.startDays),
    repIds,
  );
  return {
    mean: logOdds(after) - logOdds(before),
    variance: [before, after].reduce((sum, { x, n }) => sum + 1 / (x + 0.5) + 1 / (n - x + 0.5), 0),
  };
}

/** Decided deals alone, as reports count them. */
function rawCounts(
  episodes: readonly SimulatedEpisode[],
  repIds: readonly string[],
): { x: number; n: number } {
  let [x, n] = [0, 0];
  for (const { repId, daysToAdvance, daysToLoss } of episodes) {
    if (!repIds.includes(repId) || (daysToAdvance === null && daysToLoss === null)) continue;
    n += 1;
    if (daysToAdvance !== null) x += 1;
  }
  return { x, n };
}

function logOdds({ x, n }: { x: number; n: number }): number {
  return Math.log((x + 0.5) / (n - x + 0.5));
}

/** Everybody, the lowest raw rate first. */
export function lowestRaw(seen: readonly SimulatedEpisode[], repIds: readonly string[]): string[] {
  const rateOf = new Map(
    repIds.map((repId) => {
      const { x, n } = rawCounts(seen, [repId]);
      return [repId, x / Math.max(1, n)];
    }),
  );
  return repIds.toSorted((a, b) => (rateOf.get(a) ?? 0) - (rateOf.get(b) ?? 0));
}

export function summarise(judged: readonly Judged[], truth: number): WayQuality {
  const share = (holds: (one: Judged) => boolean): number => judged.filter(holds).length / judged.length;
  const average = (valueOf: (one: Judged) => number): number =>
    judged.reduce((sum, one) => sum + valueOf(one), 0) / judged.length;
  return {
    bias: average(({ mean }) => mean - truth),
    error: Math.sqrt(average(({ mean }) => (mean - truth) ** 2)),
    coverage: share(({ lower, upper }) => lower <= truth && truth <= upper),
    worked: share(({ verdict }) => verdict === 'worked'),
    fell: share(({ verdict }) => verdict === 'fell'),
  };
}
