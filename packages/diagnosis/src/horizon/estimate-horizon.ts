/** Same words as the wire: given with the stage, estimated from recent or from all advances, or assumed. */
export type HorizonSource = 'stage' | 'recent_advances' | 'all_advances' | 'fallback';

export type Horizon = { readonly days: number; readonly source: HorizonSource };

/** What is known about the days-to-advance of a set of advanced, not skipped episodes. */
export type AdvanceDelays = {
  readonly episodes: number;
  /** Smallest observed delay that at least 95 % of them do not exceed; anything where there are none. */
  readonly percentile95Days: number;
};

export type HorizonEvidence = {
  /** Horizon of the stage's definition, null where it gives none. */
  readonly stageHorizonDays: number | null;
  /** Entered between 12 and 3 months before the start of as-of's quarter, the whole tenant. */
  readonly recent: AdvanceDelays;
  /** Entered before the start of as-of's quarter, the whole tenant. */
  readonly earlier: AdvanceDelays;
};

const EPISODES_NEEDED = 30;
const FALLBACK_DAYS = 60;
const MIN_DAYS = 7;
const MAX_DAYS = 180;
const DAYS_A_WEEK = 7;
const PERCENTILE = 0.95;

/** The step's horizon: smallest whole week at or above the 95th percentile of days-to-advance, within 7 to 180 days. */
export function estimateHorizon(evidence: HorizonEvidence): Horizon {
  if (evidence.stageHorizonDays !== null) return { days: evidence.stageHorizonDays, source: 'stage' };
  if (evidence.recent.episodes >= EPISODES_NEEDED) {
    return { days: toWholeWeeks(evidence.recent.percentile95Days), source: 'recent_advances' };
  }
  if (evidence.earlier.episodes >= EPISODES_NEEDED) {
    return { days: toWholeWeeks(evidence.earlier.percentile95Days), source: 'all_advances' };
  }
  return { days: FALLBACK_DAYS, source: 'fallback' };
}

/** Summarises days-to-advance for `estimateHorizon` where the warehouse has not done so already. */
export function summariseAdvanceDelays(daysToAdvance: Iterable<number>): AdvanceDelays {
  const sorted = Float64Array.from(daysToAdvance).sort();
  const rank = Math.ceil(PERCENTILE * sorted.length);
  return { episodes: sorted.length, percentile95Days: sorted[Math.max(0, rank - 1)] ?? 0 };
}

function toWholeWeeks(days: number): number {
  return Math.min(MAX_DAYS, Math.max(MIN_DAYS, Math.ceil(days / DAYS_A_WEEK) * DAYS_A_WEEK));
}
