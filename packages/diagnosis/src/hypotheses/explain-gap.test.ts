import { simulateIndicators } from '@stepup/simulator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEarlyWindow, scaleToEarlyWindow } from './early-window.ts';
import { explainGap } from './explain-gap.ts';
import { fitIndicators } from './fit-indicators.ts';

const TEAM = { reps: 20, dealsPerRep: 120, gapReps: 1, gap: -0.8, mediated: 0.6, measurementNoise: 0.5 };
const GAP = { repId: 'rep-001', skill: -0.8, rate: 0.31, typical: 0.5 };

describe('explainGap', () => {
  const { indicators, deals } = simulateIndicators({ ...TEAM, seed: 1 });
  const fit = fitIndicators(indicators, deals);

  it('names the cause with both values, what it explains and the deals to look at', () => {
    const explanation = explainGap(fit, GAP);
    if (explanation.kind !== 'fits_the_data') throw new Error(explanation.kind);
    const [first] = explanation.hypotheses;
    expect(first?.indicator).toBe('cause_1');
    expect(first?.repValue).toBeLessThan(first?.peerValue ?? -Infinity);
    expect(first?.explainedShare).toBeGreaterThan(0.3);
    expect(first?.points).toBeCloseTo((first?.explainedShare ?? 0) * 0.19, 9);
    expect(first?.dealIds).toHaveLength(10);
    const shown = new Set(first?.dealIds);
    expect(deals.filter(({ dealId }) => shown.has(dealId)).every((deal) => !deal.advanced)).toBe(true);
  });

  it('names the cause far oftener than the habit that stands out most', () => {
    const seeds = Array.from({ length: 25 }, (_, i) => i + 1);
    const named = seeds.map((seed) => {
      const team = simulateIndicators({ ...TEAM, seed });
      const explanation = explainGap(fitIndicators(team.indicators, team.deals), GAP);
      return explanation.kind === 'fits_the_data'
        ? explanation.hypotheses.slice(0, 2).map(({ indicator }) => indicator)
        : [];
    });
    const rightFirst = named.filter(([first]) => first === 'cause_1').length;
    const decoys = named.filter((names) => names.some((name) => name.startsWith('decoy'))).length;
    expect(rightFirst, `seeds 1 to ${seeds.length}`).toBeGreaterThanOrEqual(20);
    expect(decoys).toBeLessThanOrEqual(2);
  });

  it('says that nothing is visible where the gap runs through nothing measured', () => {
    const hidden = simulateIndicators({ ...TEAM, seed: 2, mediated: 0 });
    expect(explainGap(fitIndicators(hidden.indicators, hidden.deals), GAP).kind).toBe('not_visible');
  });

  it('does not depend on the order of deals, nor on which way an indicator is written down', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...deals], { minLength: deals.length }), (shuffled) => {
        expect(explainGap(fitIndicators(indicators, shuffled), GAP)).toEqual(explainGap(fit, GAP));
      }),
      { numRuns: 3 },
    );
    const mirrored = fitIndicators(
      indicators.map(({ id, favourable }) => ({ id, favourable: favourable === 'more' ? 'less' : 'more' })),
      deals.map((deal) => ({
        ...deal,
        values: deal.values.map((value) => (value === null ? null : -value)),
      })),
    );
    const [here, there] = [explainGap(fit, GAP), explainGap(mirrored, GAP)];
    if (here.kind !== 'fits_the_data' || there.kind !== 'fits_the_data') throw new Error('not named');
    expect(there.hypotheses[0]?.contribution).toBeCloseTo(here.hypotheses[0]?.contribution ?? NaN, 9);
  });

  it('leaves out what does not vary or is hardly ever measured', () => {
    const patchy = deals.map((deal, i) => ({ ...deal, values: [7, i % 3 === 0 ? 1 + (i % 2) : null] }));
    const fitted = fitIndicators(indicators.slice(0, 2), patchy);
    expect(fitted.kind === 'fitted' && fitted.indicators).toEqual([]);
    expect(explainGap(fitted, GAP)).toEqual({ kind: 'not_visible', all: [] });
  });

  it('answers in words where there are too few deals', () => {
    expect(fitIndicators(indicators, deals.slice(0, 40))).toEqual({
      kind: 'not_enough_data',
      have: 40,
      need: 60,
    });
    const allWon = deals.map((deal) => ({ ...deal, advanced: true }));
    expect(fitIndicators(indicators, allWon)).toMatchObject({ kind: 'not_enough_data', have: 0 });
    expect(explainGap(fit, { ...GAP, repId: 'nobody' })).toMatchObject({ kind: 'not_enough_data', have: 0 });
  });
});

describe('the early window', () => {
  it.each([
    { why: 'ten days', endedAtDays: null, asOfDays: 200, days: 10 },
    { why: 'ends before the outcome', endedAtDays: 104, asOfDays: 200, days: 4 },
    { why: 'ends at as-of', endedAtDays: null, asOfDays: 103, days: 3 },
    { why: 'is empty for an outcome at entry', endedAtDays: 100, asOfDays: 200, days: 0 },
  ])('$why', ({ endedAtDays, asOfDays, days }) => {
    const window = findEarlyWindow({ enteredAtDays: 100, endedAtDays, asOfDays });
    expect(window.toDays - window.fromDays).toBe(days);
  });

  it('reads a count of a short stay as a rate', () => {
    expect(scaleToEarlyWindow(2, { fromDays: 100, toDays: 104 })).toBe(5);
    expect(scaleToEarlyWindow(2, { fromDays: 100, toDays: 110 })).toBe(2);
    expect(scaleToEarlyWindow(1, { fromDays: 100, toDays: 100.5 })).toBeNull();
  });
});
