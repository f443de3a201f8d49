import { diagnoseTeam, type Episode, type Horizon, INTERCEPT_POINTS, type StepFit } from '@stepup/diagnosis';
import { RELEVANT_EFFECT } from '../effect/estimate-effect.ts';
import type { FollowUpModel } from '../effect/follow-up-model.ts';
import { modelSinceStart } from '../effect/model-since-start.ts';
import { knownOn } from '../known-on.ts';
import type { OutcomeVerdict } from '../verdict/decide-outcome.ts';
import { type ArmComparison, compareArms, type DrawnPerson, logOddsOf } from './compare-arms.ts';
import { type AllocationBlock, listAllocations } from './list-allocations.ts';

export interface DrawnCampaign {
  readonly step: string;
  readonly horizon: Horizon;
  /** Everything known of the step at `asOfDays` of those in the lot and of colleagues, back to a year before the start. */
  readonly episodes: readonly Episode[];
  readonly asOfDays: number;
  /** First day of those who started, and of those who waited: what entered between is compared. */
  readonly startDays: number;
  readonly laterDays: number;
  readonly people: readonly {
    readonly repId: string;
    readonly startsNow: boolean;
    /** When the person left, changed team or role: what entered later does not count, and they stay in the half they were drawn into. */
    readonly endDays: number | null;
  }[];
  readonly blocks: readonly { readonly listed: readonly string[]; readonly now: number }[];
  readonly seed: number;
}

interface ArmCounts {
  readonly people: number;
  readonly entered: number;
  readonly exposure: number;
  readonly advanced: number;
}

type DrawnLack = 'no_baseline' | 'nothing_entered' | 'follow_up_ended_early';

export interface DrawnVerification {
  readonly verdict: OutcomeVerdict;
  /** The day on which those who waited start: then it is told, once. */
  readonly plannedDays: number;
  readonly now: ArmCounts;
  readonly later: ArmCounts;
  /** Null before the planned day, so that nobody stops where it looks well, and where there is nothing to compare. */
  readonly comparison: ArmComparison | null;
  readonly relevantEffectExcluded: boolean;
  readonly lacks: readonly DrawnLack[];
}

const sureOfARise = 0.05;
/** Of a fall surer than of a rise, as everywhere. */
const sureOfAFall = 0.015;
const relevantExcluded = 0.1;

/** What a randomised wait-list tells of coaching: those who started against those who waited, judged by the lot alone. */
export function verifyDrawn(campaign: DrawnCampaign): DrawnVerification {
  const { people, asOfDays, laterDays, startDays, blocks, seed } = campaign;
  const untilDays = Math.min(asOfDays, laterDays);
  const lacks: DrawnLack[] = people.some(({ endDays }) => endDays !== null && endDays < untilDays)
    ? ['follow_up_ended_early']
    : [];
  const drawn = countSince(campaign, startDays, untilDays);
  const armOf = (startsNow: boolean): ArmCounts =>
    sumArm((drawn ?? []).filter((one) => one.startsNow === startsNow));
  const [now, later] = [armOf(true), armOf(false)];
  const said = { plannedDays: laterDays, now, later };
  const isEmpty = now.exposure === 0 || later.exposure === 0;
  const isTime = asOfDays >= laterDays;
  if (drawn === null) lacks.push('no_baseline');
  else if (isEmpty && isTime) lacks.push('nothing_entered');
  if (!isTime || drawn === null || isEmpty) {
    const verdict = isTime ? 'no_evidence' : 'too_early';
    return { ...said, verdict, comparison: null, relevantEffectExcluded: false, lacks };
  }
  const rowOf = new Map(people.map(({ repId }, row) => [repId, row]));
  const drawnAmong: AllocationBlock[] = blocks.map(({ listed, now: starting }) => ({
    rows: listed.flatMap((repId) => rowOf.get(repId) ?? []),
    now: starting,
  }));
  const comparison = compareArms(drawn, listAllocations(drawnAmong, seed));
  return {
    ...said,
    verdict: judge(comparison),
    comparison,
    relevantEffectExcluded: comparison.chanceOfRelevant <= relevantExcluded,
    lacks,
  };
}

function judge({ estimate, chanceOfRise, chanceOfFall }: ArmComparison): OutcomeVerdict {
  if (chanceOfRise <= sureOfARise + 1e-9 && estimate >= RELEVANT_EFFECT) return 'worked';
  return chanceOfFall <= sureOfAFall + 1e-9 ? 'fell' : 'no_evidence';
}

type CountedPerson = DrawnPerson & { readonly entered: number };

/** Everybody in the lot in the order of `people`; null where nothing was known of the step on the day it started. */
function countSince(
  { step, horizon, episodes, people }: DrawnCampaign,
  startDays: number,
  untilDays: number,
): CountedPerson[] | null {
  const seen = knownOn(episodes, startDays);
  if (seen.length === 0) return null;
  const repIds = [...new Set([...people, ...seen].map(({ repId }) => repId))];
  const { fits, overdispersion } = diagnoseTeam({
    repIds,
    asOfDays: startDays,
    steps: [{ step, horizon, episodes: seen }],
  });
  const [fit] = fits;
  if (fit === undefined) return null;
  const endOf = new Map(people.map(({ repId, endDays }) => [repId, endDays ?? Infinity]));
  const counted = episodes.filter(
    ({ repId, enteredAtDays }) => enteredAtDays < (endOf.get(repId) ?? Infinity),
  );
  const { model, followUp } = modelSinceStart({
    baseline: { startDays, fit, phi: overdispersion.phi },
    episodes: knownOn(counted, untilDays),
    asOfDays: untilDays,
  });
  return people.map(({ repId, startsNow }) => {
    const row = fit.step.repIds.indexOf(repId);
    const { entered = 0, exposure = 0, advanced = 0 } = followUp.reps[row] ?? {};
    return { startsNow, entered, exposure, advanced, expected: logOddsOf(expectRate(model, fit, row)) };
  });
}

/** What the baseline lets expect of the follow-up's leads, the period's shift left out. */
function expectRate(model: FollowUpModel, { posterior }: StepFit, row: number): number {
  const spreads = posterior.spreadWeights.length;
  let rate = 0;
  for (let a = 0; a < INTERCEPT_POINTS; a += 1) {
    let weight = 0;
    for (let tau = 0; tau < spreads; tau += 1) weight += posterior.weights[a * spreads + tau] ?? 0;
    if (weight > 1e-9) rate += weight * model.expectedRateOf(row, a, 0);
  }
  return rate;
}

function sumArm(people: readonly CountedPerson[]): ArmCounts {
  const sum = (valueOf: (one: CountedPerson) => number): number =>
    people.reduce((total, one) => total + valueOf(one), 0);
  return {
    people: people.length,
    entered: sum(({ entered }) => entered),
    exposure: sum(({ exposure }) => exposure),
    advanced: sum(({ advanced }) => advanced),
  };
}
