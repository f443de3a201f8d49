import { expit, type Interval, naturalLog } from '@stepup/statistics';
import type { Allocations } from './list-allocations.ts';

/** Somebody in a lot, since the start. */
export interface DrawnPerson {
  readonly startsNow: boolean;
  /** Age-weighted deals, and those that advanced. */
  readonly exposure: number;
  readonly advanced: number;
  /** Log-odds that the baseline and these leads let expect, before the period's shift. */
  readonly expected: number;
}

/** What coaching did by lot; log-odds. */
export interface ArmComparison {
  readonly estimate: number;
  /** 90 %: every effect that the lot does not speak against. */
  readonly interval: Interval;
  /** Share of the lots that would have shown as much of a rise, and as much of a fall, where coaching does nothing. */
  readonly chanceOfRise: number;
  readonly chanceOfFall: number;
  /** Share of the lots that would show as little where the effect is .2. */
  readonly chanceOfRelevant: number;
  /** Rate of those who started, as it would have been without. */
  readonly expectedRate: number;
  readonly points: { readonly estimate: number; readonly interval: Interval };
  readonly lots: number;
  readonly exhaustive: boolean;
}

/** One lot in twenty is rare enough; shares of few lots are hit exactly. */
const rejected = 0.05 + 1e-9;
const widestEffect = 2.5;
const relevantEffect = 0.2;

/**
 * Compares who started with who waits, by nothing but the lot. For a supposed effect the residuals of all, given baseline and the one shift of the
 * period that makes them sum to nothing, are as they would be whoever had been drawn; the sum of those drawn is compared with the sums of all lots
 * (Rosenbaum 2002, Covariance adjustment in randomized experiments, Statistical Science 17; the residuals are those of a logistic model).
 * The interval holds the effects with more than one in twenty either way, the estimate is the effect at which the sum is the mean of all lots.
 * A baseline that expects wrongly makes it wider and not false.
 */
export function compareArms(people: readonly DrawnPerson[], allocations: Allocations): ArmComparison {
  const testAt = (effect: number) => testEffect(people, allocations, effect);
  const none = testAt(0);
  const estimate = solve((effect) => testAt(effect).excess);
  const lower = solve((effect) => rejected - testAt(effect).asHigh);
  const upper = solve((effect) => testAt(effect).asLow - rejected);
  const shift = shiftAt(people, estimate);
  const started = people.filter(({ startsNow }) => startsNow);
  const deals = started.reduce((sum, { exposure }) => sum + exposure, 0);
  const rateAt = (effect: number): number =>
    deals === 0
      ? expit(shift + effect)
      : started.reduce(
          (sum, { exposure, expected }) => sum + exposure * expit(expected + shift + effect),
          0,
        ) / deals;
  const expectedRate = rateAt(0);
  return {
    estimate,
    interval: { lower, upper },
    chanceOfRise: none.asHigh,
    chanceOfFall: none.asLow,
    chanceOfRelevant: testAt(relevantEffect).asLow,
    expectedRate,
    points: {
      estimate: rateAt(estimate) - expectedRate,
      interval: { lower: rateAt(lower) - expectedRate, upper: rateAt(upper) - expectedRate },
    },
    lots: allocations.started.length,
    exhaustive: allocations.exhaustive,
  };
}

interface EffectTest {
  /** Sum of the residuals of those who started, over the mean of all lots. */
  readonly excess: number;
  readonly asHigh: number;
  readonly asLow: number;
}

function testEffect(
  people: readonly DrawnPerson[],
  { started, exhaustive }: Allocations,
  effect: number,
): EffectTest {
  const residuals = residualsAt(people, effect, shiftAt(people, effect));
  const sumOf = (rows: readonly number[]): number => {
    let sum = 0;
    for (const row of rows) sum += residuals[row] ?? 0;
    return sum;
  };
  const seen = sumOf(people.flatMap(({ startsNow }, row) => (startsNow ? [row] : [])));
  let [high, low, total] = [0, 0, 0];
  // Sums of the same residuals in another order differ in their last digits.
  const same = 1e-9;
  for (const rows of started) {
    const sum = sumOf(rows);
    total += sum;
    if (sum >= seen - same) high += 1;
    if (sum <= seen + same) low += 1;
  }
  // Of a sample the lot itself is one more.
  const own = exhaustive ? 0 : 1;
  const lots = started.length + own;
  return {
    excess: seen - total / started.length,
    asHigh: (high + own) / lots,
    asLow: (low + own) / lots,
  };
}

function residualsAt(people: readonly DrawnPerson[], effect: number, shift: number): number[] {
  return people.map(
    ({ startsNow, exposure, advanced, expected }) =>
      advanced - exposure * expit(expected + shift + (startsNow ? effect : 0)),
  );
}

/** The period's shift at which the residuals of all sum to nothing. */
function shiftAt(people: readonly DrawnPerson[], effect: number): number {
  return solve((shift) => residualsAt(people, effect, shift).reduce((sum, one) => sum + one, 0), 6);
}

/** Where a falling function passes zero, to 1e-4; an end of the range where it does not. */
function solve(valueAt: (x: number) => number, widest = widestEffect): number {
  let [low, high] = [-widest, widest];
  if (valueAt(low) <= 0) return low;
  if (valueAt(high) >= 0) return high;
  while (high - low > 1e-4) {
    const middle = (low + high) / 2;
    if (valueAt(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Log-odds of a rate, kept from the ends. */
export function logOddsOf(rate: number): number {
  const kept = Math.min(0.995, Math.max(0.005, rate));
  return naturalLog(kept) - naturalLog(1 - kept);
}
