import { seededRandom } from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import { buildDelayCurve } from '../exposure/delay-curve.ts';
import { computeExpectedWins, prepareChainDelays, prepareFlow } from './expected-wins.ts';
import type { LeadFlow } from './expected-wins.ts';
import { shareStillWithin, weeklyDelays } from './weekly-delays.ts';

const ONE_OR_TWO_WEEKS = buildDelayCurve([
  { days: 7, deals: 1 },
  { days: 14, deals: 1 },
]);
const NEVER_LOST = { ...buildDelayCurve([]), total: 0 };

function winsOf(flow: LeadFlow, rates: readonly number[], weeks: number) {
  const delays = prepareChainDelays(
    rates.map(() => ({ advance: ONE_OR_TWO_WEEKS, loss: NEVER_LOST })),
    weeks,
  );
  const quarter = new Float64Array(rates.length);
  const month = new Float64Array(rates.length);
  computeExpectedWins(prepareFlow(delays, flow), Float64Array.from(rates), quarter, month);
  return { quarter: [...quarter], month: [...month] };
}

describe('computeExpectedWins', () => {
  it('lets open deals and new ones flow through the chain within the window', () => {
    const justEntered = [{ ageDays: 0, deals: 10 }];
    const flow = { startsPerWeek: [2, 0], open: [justEntered, justEntered] };
    const { quarter, month } = winsOf(flow, [0.5, 0.4], 6);
    expect(quarter.map((deals) => deals * 100)).toEqual([expect.closeTo(360, 3), expect.closeTo(760, 3)]);
    // All wins still have to pass either step, so that a month's are equal.
    expect(month).toEqual([expect.closeTo((2 * 52 * 0.2) / 12, 9), expect.closeTo((2 * 52 * 0.2) / 12, 9)]);
  });

  it('expects less of a deal the longer it has stood, and nothing after the longest delay', () => {
    const winsAt = (ageDays: number) =>
      winsOf({ startsPerWeek: [0], open: [[{ ageDays, deals: 1 }]] }, [0.5], 13).quarter[0];
    expect(winsAt(0)).toBeCloseTo(0.5, 9);
    // Half of those that advance have done so: .5 × .5 / (1 − .5 × .5).
    expect(winsAt(7)).toBeCloseTo(1 / 3, 9);
    expect(winsAt(14)).toBe(0);
  });

  it('takes it for likelier to advance where the lost ones are gone already', () => {
    const lostAtOnce = buildDelayCurve([{ days: 1, deals: 1 }]);
    const delays = prepareChainDelays([{ advance: ONE_OR_TWO_WEEKS, loss: lostAtOnce }], 13);
    const flow = prepareFlow(delays, { startsPerWeek: [0], open: [[{ ageDays: 2, deals: 1 }]] });
    const quarter = new Float64Array(1);
    computeExpectedWins(flow, Float64Array.of(0.3), quarter, new Float64Array(1));
    expect(quarter[0]).toBeCloseTo(1, 9);
  });
});

describe('the end of the window', () => {
  const quarterDays = 13 * 7;
  /** Of a chain of steps of rate 1 with one deal just entered at its first: P(won within the quarter). */
  const shareInQuarter = (delaysOf: readonly (readonly number[])[]) => {
    const delays = prepareChainDelays(
      delaysOf.map((days) => ({
        advance: buildDelayCurve(days.map((one) => ({ days: one, deals: 1 }))),
        loss: NEVER_LOST,
      })),
    );
    const open = delaysOf.map((_, s) => (s === 0 ? [{ ageDays: 0, deals: 1 }] : []));
    const quarter = new Float64Array(delaysOf.length);
    const flow = prepareFlow(delays, { startsPerWeek: delaysOf.map(() => 0), open });
    computeExpectedWins(flow, new Float64Array(delaysOf.length).fill(1), quarter, new Float64Array(2));
    return quarter[0];
  };

  it('counts what comes on its last day and nothing of the day after', () => {
    const days = Array.from({ length: 10 }, (_, index) => quarterDays - 4 + index);
    const within = days.filter((one) => one <= quarterDays).length;
    expect(shareInQuarter([days])).toBeCloseTo(within / days.length, 12);
  });

  it('counts of two steps in a row what every pair of delays makes', () => {
    const seed = 20261129;
    const { uniform } = seededRandom(seed);
    const drawDays = (most: number) => Array.from({ length: 400 }, () => 1 + Math.floor(uniform() * most));
    for (const [first, second] of [
      [60, 60],
      [120, 40],
      [30, 150],
    ] as const) {
      const [one, other] = [drawDays(first), drawDays(second)];
      const pairs = one.flatMap((days) => other.map((more) => days + more));
      const exact = pairs.filter((days) => days <= quarterDays).length / pairs.length;
      const share = shareInQuarter([one, other]) ?? 0;
      // A second delay to the nearest week; half a week at the end of the window would be some 3 points.
      expect(Math.abs(share - exact), `seed ${seed}, ${first} and ${second} days`).toBeLessThan(0.005);
    }
  });
});

describe('weeklyDelays', () => {
  const curve = buildDelayCurve([3, 8, 15, 22, 40].map((days) => ({ days, deals: 1 })));

  it('sums to 1 over a long enough window', () => {
    expect(weeklyDelays(curve, 13).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  });

  it('leaves nothing out of a long enough window, whatever the age', () => {
    for (const ageDays of [0, 5, 16, 39]) expect(shareStillWithin(curve, ageDays, 13)).toBeCloseTo(1, 12);
    expect(shareStillWithin(curve, 40, 13)).toBe(0);
  });
});
