import type { DelayCurve } from '../exposure/delay-curve.ts';
import { convolve, shareStillWithin, shareWithin, weeklyDelays } from './weekly-delays.ts';

/** How long a step takes, the team as a whole. */
export type StepDelays = { readonly advance: DelayCurve; readonly loss: DelayCurve };

/** Deals of one kind of one rep along a chain; one entry a step. */
export type LeadFlow = {
  /** Deals a week that begin their way at the step. */
  readonly startsPerWeek: readonly number[];
  readonly open: readonly (readonly { readonly ageDays: number; readonly deals: number }[])[];
};

/** Everything of a flow that does not depend on the rates. */
export type PreparedFlow = {
  readonly steps: number;
  /** Σ_t starts × P(won within the quarter's rest | won at all), per step. */
  readonly startsInQuarter: Float64Array;
  readonly startsPerMonth: Float64Array;
  readonly open: readonly (readonly OpenWeight[])[];
};

type OpenWeight = {
  /** Deals × P(won within the quarter | won at all). */
  readonly inQuarter: number;
  /** G(age) and L(age). */
  readonly advancedByNow: number;
  readonly lostByNow: number;
};

const nothing = new Float64Array(0);
const QUARTER_WEEKS = 13;
const WEEKS_A_MONTH = 52 / 12;

/** Delays of a whole chain: per step the distribution of the way from its end, and from its entry, to the win. */
export type ChainDelays = {
  readonly steps: readonly StepDelays[];
  readonly weeks: number;
  /** P(won w weeks after step s is left | won at all), to the nearest week. */
  readonly afterStep: readonly Float64Array[];
  /** P(won within w weeks of entering step s | won at all). */
  readonly fromEntry: readonly Float64Array[];
};

/** @param weeks length of the quarter, 13 */
export function prepareChainDelays(steps: readonly StepDelays[], weeks = QUARTER_WEEKS): ChainDelays {
  const afterStep: Float64Array[] = [];
  const fromEntry: Float64Array[] = [];
  let rest = new Float64Array(weeks + 1);
  rest[0] = 1;
  for (const { advance } of steps.toReversed()) {
    afterStep.unshift(rest);
    fromEntry.unshift(
      Float64Array.from({ length: weeks + 1 }, (_, within) => shareWonWithin(advance, 0, rest, within)),
    );
    rest = new Float64Array(convolve(weeklyDelays(advance, weeks), rest));
  }
  return { steps, weeks, afterStep, fromEntry };
}

/**
 * P(won within `weeks` (also parts of one) from now | won at all) of a deal that has stood `ageDays` at a step: Σ_w P(the steps after it take w weeks)
 * × P(it is left within the weeks that remain). The step's own delay is taken as it is and not to the nearest week: where
 * every delay is, what is nearest to the end of the window counts, half of which comes after it.
 */
export function shareWonWithin(
  advance: DelayCurve,
  ageDays: number,
  after: Float64Array,
  weeks: number,
): number {
  let share = 0;
  for (let week = 0; week <= weeks; week++) {
    share += (after[week] ?? 0) * shareStillWithin(advance, ageDays, weeks - week);
  }
  return share;
}

export function prepareFlow(delays: ChainDelays, flow: LeadFlow): PreparedFlow {
  const { weeks } = delays;
  const startsInQuarter = Float64Array.from(delays.steps, (_, s) => {
    let landed = 0;
    for (let week = 0; week < weeks; week++) landed += delays.fromEntry[s]?.[weeks - week] ?? 0;
    return landed * (flow.startsPerWeek[s] ?? 0);
  });
  return {
    steps: delays.steps.length,
    startsInQuarter,
    startsPerMonth: Float64Array.from(flow.startsPerWeek, (perWeek) => perWeek * WEEKS_A_MONTH),
    open: delays.steps.map(({ advance, loss }, s) =>
      (flow.open[s] ?? []).map(({ ageDays, deals }) => ({
        inQuarter: deals * shareWonWithin(advance, ageDays, delays.afterStep[s] ?? nothing, weeks),
        advancedByNow: shareWithin(advance, ageDays),
        lostByNow: shareWithin(loss, ageDays),
      })),
    ),
  };
}

/**
 * Adds the expected wins of a flow that still have to pass each step: W_j = Σ over steps s ≤ j of what stands at s or
 * begins there, times Π_{l ≥ s} rate_l, times the share that lands in the window.
 *
 * An open deal of age u advances with rate (1 − G(u)) / (1 − rate G(u) − (1 − rate) L(u)): it has neither advanced nor
 * been lost so far.
 *
 * @param rates P(advance within the horizon) per step
 * @param quarter wins within the quarter, written
 * @param month wins a month in the steady state, written
 */
export function computeExpectedWins(
  flow: PreparedFlow,
  rates: Float64Array,
  quarter: Float64Array,
  month: Float64Array,
): void {
  let wonFromNext = 1;
  for (let s = flow.steps - 1; s >= 0; s--) {
    const rate = rates[s] ?? 0;
    const won = rate * wonFromNext;
    let wins = (flow.startsInQuarter[s] ?? 0) * won;
    for (const { inQuarter, advancedByNow, lostByNow } of flow.open[s] ?? []) {
      const still = 1 - rate * advancedByNow - (1 - rate) * lostByNow;
      if (still > 0) wins += inQuarter * ((rate * (1 - advancedByNow)) / still) * wonFromNext;
    }
    quarter[s] = wins;
    month[s] = (flow.startsPerMonth[s] ?? 0) * won;
    wonFromNext = won;
  }
  for (let s = 1; s < flow.steps; s++) {
    quarter[s] = (quarter[s] ?? 0) + (quarter[s - 1] ?? 0);
    month[s] = (month[s] ?? 0) + (month[s - 1] ?? 0);
  }
}
