import type { Episode } from '@stepup/diagnosis';
import { expit, naturalLog } from '@stepup/statistics';
import { DEFAULT_QUARTER_NOISE } from './follow-up-model.ts';

/** What a team did at one step, by rep and quarter; index rep × quarters + quarter, deals. */
export interface QuarterHistory {
  readonly reps: number;
  readonly quarters: number;
  readonly entered: readonly number[];
  readonly advanced: readonly number[];
}

export interface QuarterNoise {
  /** Noise of a rep from quarter to quarter (omega), logits, in [.05, .3]. */
  readonly noise: number;
  /** Comparisons of a rep's quarter with the others of that rep and of the team that it rests on; 0: what is usual. */
  readonly degreesOfFreedom: number;
}

const QUARTER_DAYS = 91;
/** With fewer quarters a rep's level and noise are hardly two things. */
export const LEAST_QUARTERS = 4;
const LEAST_NOISE = 0.05;
const MOST_NOISE = 0.3;
/** How far omega² is thought to lie from .15² before anything is seen: omega between .05 and .2, mostly. */
const PRIOR_SD_OF_SQUARE = 0.02;
/** In a cell of fewer expected advances or losses the squared residual has a tail of its own. */
const LEAST_INFORMATION = 0.5;
const NEWTON_ROUNDS = 25;

/** The last quarters of a step of which every deal has had its horizon by `asOfDays`; whoever entered nothing in one of them is left out. */
export function countQuarters(
  episodes: readonly Episode[],
  of: { readonly asOfDays: number; readonly horizonDays: number; readonly quarters: number },
): QuarterHistory {
  const { asOfDays, horizonDays, quarters } = of;
  const firstDay = asOfDays - horizonDays - quarters * QUARTER_DAYS;
  const byRep = Map.groupBy(
    episodes.filter(
      ({ skipped, enteredAtDays }) =>
        !skipped && enteredAtDays >= firstDay && enteredAtDays + horizonDays < asOfDays,
    ),
    ({ repId }) => repId,
  );
  const history = { reps: 0, quarters, entered: [] as number[], advanced: [] as number[] };
  for (const own of byRep.values()) {
    const entered = zeros(quarters);
    const advanced = zeros(quarters);
    for (const { enteredAtDays, daysToAdvance } of own) {
      const quarter = Math.floor((enteredAtDays - firstDay) / QUARTER_DAYS);
      entered[quarter] = (entered[quarter] ?? 0) + 1;
      if (daysToAdvance !== null && daysToAdvance <= horizonDays)
        advanced[quarter] = (advanced[quarter] ?? 0) + 1;
    }
    if (entered.some((count) => count === 0)) continue;
    history.reps += 1;
    history.entered.push(...entered);
    history.advanced.push(...advanced);
  }
  return history;
}

/**
 * How far reps come and go from quarter to quarter beyond luck, by moments over many teams' steps: rates with a level for each rep and
 * one shift for each quarter, the squared residuals (x − n p)² / (n p q) of which sum to their degrees of freedom plus omega² × Σ n p q (1 − leverage)
 * (Williams 1982, Appl. Statist. 31; one step of it). Shrunken towards .15² by how little it rests on, so that a
 * tenant without history has what is usual.
 */
export function estimateQuarterNoise(histories: readonly QuarterHistory[]): QuarterNoise {
  let [excess, information, variance, degreesOfFreedom] = [0, 0, 0, 0];
  for (const history of histories) {
    if (history.reps < 2 || history.quarters < LEAST_QUARTERS) continue;
    const moments = momentsOf(history);
    excess += moments.excess;
    information += moments.information;
    variance += moments.variance;
    degreesOfFreedom += moments.degreesOfFreedom;
  }
  const usual = DEFAULT_QUARTER_NOISE ** 2;
  if (information <= 0) return { noise: DEFAULT_QUARTER_NOISE, degreesOfFreedom: 0 };
  const seen = excess / information;
  const weight = PRIOR_SD_OF_SQUARE ** 2 / (PRIOR_SD_OF_SQUARE ** 2 + variance / information ** 2);
  const square = Math.max(0, weight * seen + (1 - weight) * usual);
  return { noise: Math.min(MOST_NOISE, Math.max(LEAST_NOISE, Math.sqrt(square))), degreesOfFreedom };
}

interface Moments {
  readonly excess: number;
  readonly information: number;
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

function momentsOf(history: QuarterHistory): Moments {
  const rates = fitRates(history);
  const { reps, quarters, entered, advanced } = history;
  const informationOf = entered.map((n, index) => {
    const p = rates[index] ?? 0.5;
    return n * p * (1 - p);
  });
  const ofRep = sumBy(informationOf, reps, (index) => Math.floor(index / quarters));
  const ofQuarter = sumBy(informationOf, quarters, (index) => index % quarters);
  const all = ofRep.reduce((sum, one) => sum + one, 0);
  let [excess, information, variance, degreesOfFreedom] = [0, 0, 0, 0];
  for (const [index, own] of informationOf.entries()) {
    if (own < LEAST_INFORMATION) continue;
    const leverage =
      own / (ofRep[Math.floor(index / quarters)] ?? own) +
      own / (ofQuarter[index % quarters] ?? own) -
      own / all;
    const free = Math.max(0, 1 - leverage);
    const residual = (advanced[index] ?? 0) - (entered[index] ?? 0) * (rates[index] ?? 0.5);
    excess += (residual * residual) / own - free;
    information += own * free;
    variance += free * (2 + 1 / own);
    degreesOfFreedom += free;
  }
  return { excess, information, variance, degreesOfFreedom };
}

/** Rates with additive logits of rep and quarter, by alternating Newton steps; index like the history's. */
function fitRates({ reps, quarters, entered, advanced }: QuarterHistory): Float64Array {
  const level = Array.from({ length: reps }, (_, rep) => {
    const [n, x] = [rowSum(entered, rep, quarters), rowSum(advanced, rep, quarters)];
    return naturalLog((x + 0.5) / (n - x + 0.5));
  });
  const shift = zeros(quarters);
  const rates = new Float64Array(reps * quarters);
  const update = (of: number[], placeOf: (index: number) => number): void => {
    const residual = zeros(of.length);
    const information = zeros(of.length);
    for (const index of rates.keys()) {
      const p = expit((level[Math.floor(index / quarters)] ?? 0) + (shift[index % quarters] ?? 0));
      const n = entered[index] ?? 0;
      const place = placeOf(index);
      residual[place] = (residual[place] ?? 0) + (advanced[index] ?? 0) - n * p;
      information[place] = (information[place] ?? 0) + n * p * (1 - p);
    }
    for (const place of of.keys()) {
      // Half a deal on either side keeps somebody who advanced all, or none, in reach.
      const step = (residual[place] ?? 0) / ((information[place] ?? 0) + 0.5);
      of[place] = (of[place] ?? 0) + Math.min(1, Math.max(-1, step));
    }
  };
  for (let round = 0; round < NEWTON_ROUNDS; round++) {
    update(level, (index) => Math.floor(index / quarters));
    update(shift, (index) => index % quarters);
  }
  return rates.map((_, index) =>
    expit((level[Math.floor(index / quarters)] ?? 0) + (shift[index % quarters] ?? 0)),
  );
}

function rowSum(values: readonly number[], row: number, columns: number): number {
  return values.slice(row * columns, (row + 1) * columns).reduce((sum, value) => sum + value, 0);
}

function sumBy(values: readonly number[], length: number, placeOf: (index: number) => number): number[] {
  const sums = zeros(length);
  for (const [index, value] of values.entries()) {
    const place = placeOf(index);
    sums[place] = (sums[place] ?? 0) + value;
  }
  return sums;
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
