import { drawBeta, drawGamma, drawPoisson, type SeededRandom } from '@stepup/statistics';
import { buildDelayCurve, type DelayCurve } from '../exposure/delay-curve.ts';
import { type ChainDelays, prepareChainDelays, shareWonWithin } from '../levers/expected-wins.ts';
import { shareWithin } from '../levers/weekly-delays.ts';

/** A step of the sales process, the company as a whole. */
export interface ForecastStep {
  /** Share that advances within the horizon. */
  readonly rate: number;
  /** Days to the advance, and to the loss, of deals that had their full time to. */
  readonly advanceDays: readonly { readonly days: number; readonly deals: number }[];
  readonly lossDays: readonly { readonly days: number; readonly deals: number }[];
}

/** What a salesperson has in hand, and how it went so far; lists by step, in order. */
export interface RepFunnel {
  readonly repId: string;
  /** Deals that had their full time to advance, and those of them that did, in the last year. */
  readonly mature: readonly { readonly entered: number; readonly advanced: number }[];
  /** Each with the days since it came to its step, and its value. */
  readonly open: readonly { readonly step: number; readonly ageDays: number; readonly value: number }[];
  /** Deals that began their way at the step in the last `startWeeks` weeks. */
  readonly starts: readonly number[];
  /** Value of a deal that is won: its mean and the mean of its square. */
  readonly value: { readonly mean: number; readonly meanSquare: number };
}

/** Everything of a forecast that is the same for everybody. */
export interface PreparedForecast {
  readonly steps: readonly ForecastStep[];
  readonly curves: readonly { readonly advance: DelayCurve; readonly loss: DelayCurve }[];
  readonly delays: ChainDelays;
  readonly weeks: number;
}

/** Weeks over which deals that begin are counted. */
export const startWeeks = 13;
/** Standard deviation of a salesperson's rate around the company's, log-odds: about what is found between colleagues. */
const spreadLogit = 0.3;
/** Of a month that is better or worse for everybody, log-odds. */
const seasonLogit = 0.15;
/** From so many open deals on their sum is drawn from a gamma distribution of its mean and variance, not deal by deal. */
const manyDeals = 150;
const weekDays = 7;
const nothing = new Float64Array(0);
const smallest = 1e-3;

/** @param remainingDays until the end of the period, 0 or more */
export function prepareForecast(steps: readonly ForecastStep[], remainingDays: number): PreparedForecast {
  const weeks = remainingDays / weekDays;
  const curves = steps.map(({ advanceDays, lossDays }) => ({
    advance: buildDelayCurve(advanceDays),
    loss: buildDelayCurve(lossDays),
  }));
  return { steps, curves, delays: prepareChainDelays(curves, Math.ceil(weeks) + 1), weeks };
}

/**
 * Draws of what a salesperson will win until the end of the period, in one currency: what stands open, and what begins until then
 * at the pace of the last weeks.
 *
 * Each draw takes a rate for every step from Beta(M p + advanced, M (1 − p) + entered − advanced), p being the company's rate and
 * M = 1 / (spread² p (1 − p)) − 1, shifted by a draw of how the coming weeks are for everybody. An open deal of age u at step s is won in
 * time with probability r (1 − G(u)) / (1 − r G(u) − (1 − r) L(u)) · Π later rates · P(its remaining delays fit into the time left),
 * G and L being the delays of advances and losses (as for levers, `computeExpectedWins`). New deals that are won in time are Poisson, the
 * pace at which deals begin from Gamma(starts + ½, weeks); what so many bring is drawn from a gamma distribution of its mean and variance.
 *
 * @param seasons one draw a forecast of how the coming weeks are, log-odds; the same for everybody
 */
export function drawRevenue(
  { steps, curves, delays, weeks }: PreparedForecast,
  rep: RepFunnel,
  seasons: Float64Array,
  random: SeededRandom,
): Float64Array {
  const afterStep = (step: number): Float64Array => delays.afterStep[step] ?? nothing;
  const open = rep.open.map(({ step, ageDays, value }) => {
    const { advance, loss } = curves[step] ?? { advance: buildDelayCurve([]), loss: buildDelayCurve([]) };
    const inTime = shareWonWithin(advance, ageDays, afterStep(step), weeks);
    const advancedByNow = shareWithin(advance, ageDays);
    return {
      step,
      value,
      inTime: inTime * (1 - advancedByNow),
      advancedByNow,
      lostByNow: shareWithin(loss, ageDays),
    };
  });
  // ∫ P(won within u) du until the end, a week at a time by the middle of each.
  const beginInTime = curves.map(({ advance }, s) => {
    let landed = 0;
    for (let week = 0; week < weeks; week++) {
      const length = Math.min(1, weeks - week);
      landed += length * shareWonWithin(advance, 0, afterStep(s), week + length / 2);
    }
    return landed;
  });
  return seasons.map((season) => {
    const rates = steps.map(({ rate }, s) => drawRate(rate, rep.mature[s], season, random));
    const wonFrom = rates.map((_, s) => rates.slice(s).reduce((product, rate) => product * rate, 1));
    let [revenue, mean, variance, begun] = [0, 0, 0, 0];
    for (const { step, value, inTime, advancedByNow, lostByNow } of open) {
      const rate = rates[step] ?? 0;
      const still = 1 - rate * advancedByNow - (1 - rate) * lostByNow;
      const won = still > 0 ? Math.min(1, ((wonFrom[step] ?? 0) * inTime) / still) : 0;
      if (open.length < manyDeals) {
        if (random.uniform() < won) revenue += value;
      } else {
        mean += won * value;
        variance += won * (1 - won) * value * value;
      }
    }
    for (const [s, starts] of rep.starts.entries()) {
      if (starts === 0 || (beginInTime[s] ?? 0) === 0) continue;
      const perWeek = drawGamma(random, starts + 0.5) / startWeeks;
      begun += perWeek * (beginInTime[s] ?? 0) * (wonFrom[s] ?? 0);
    }
    const wins = drawPoisson(random, begun);
    mean += wins * rep.value.mean;
    variance += wins * Math.max(0, rep.value.meanSquare - rep.value.mean * rep.value.mean);
    if (mean > 0)
      revenue += variance > 0 ? (drawGamma(random, (mean * mean) / variance) * variance) / mean : mean;
    return revenue;
  });
}

/** How the coming weeks are for everybody, one number a draw. */
export function drawSeasons(draws: number, random: SeededRandom): Float64Array {
  return Float64Array.from({ length: draws }, () => seasonLogit * random.normal());
}

function drawRate(
  companyRate: number,
  mature: { readonly entered: number; readonly advanced: number } | undefined,
  season: number,
  random: SeededRandom,
): number {
  const p = Math.min(1 - smallest, Math.max(smallest, companyRate));
  const weight = Math.max(2, 1 / (spreadLogit * spreadLogit * p * (1 - p)) - 1);
  const { entered, advanced } = mature ?? { entered: 0, advanced: 0 };
  const rate = drawBeta(random, weight * p + advanced, weight * (1 - p) + entered - advanced);
  const odds = (rate / Math.max(1e-12, 1 - rate)) * Math.exp(season);
  return odds / (1 + odds);
}
