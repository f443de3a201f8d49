import { describe, expect, it } from 'vitest';
import { buildDelayCurve } from '../exposure/delay-curve.ts';
import { computeExpectedWins, prepareChainDelays, prepareFlow } from './expected-wins.ts';
import type { LeadFlow } from './expected-wins.ts';
import { weeklyDelays } from './weekly-delays.ts';

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

describe('weeklyDelays', () => {
  it('sums to 1 over a long enough window, whatever the age', () => {
    const curve = buildDelayCurve([3, 8, 15, 22, 40].map((days) => ({ days, deals: 1 })));
    for (const ageDays of [0, 5, 16, 39]) {
      expect(weeklyDelays(curve, ageDays, 13).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    }
  });
});
