import { expit, seededRandom } from '@stepup/statistics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countQuarters, estimateQuarterNoise, type QuarterHistory } from './estimate-quarter-noise.ts';

interface Made {
  readonly noise: number;
  readonly teams: number;
  readonly deals?: number;
  /** Moves everybody in a quarter, logits. */
  readonly season?: number;
  readonly seed?: number;
}

function make({ noise, teams, deals = 30, season = 0, seed = 1 }: Made): QuarterHistory[] {
  const random = seededRandom(seed, `quarter noise ${noise}`);
  const [reps, quarters] = [10, 6];
  return Array.from({ length: teams }, () => {
    const [entered, advanced]: [number[], number[]] = [[], []];
    const shifts = Array.from({ length: quarters }, () => season * random.normal());
    for (let rep = 0; rep < reps; rep++) {
      const level = -0.3 + 0.5 * random.normal();
      for (let quarter = 0; quarter < quarters; quarter++) {
        const p = expit(level + (shifts[quarter] ?? 0) + noise * random.normal());
        entered.push(deals);
        advanced.push(Array.from({ length: deals }).filter(() => random.uniform() < p).length);
      }
    }
    return { reps, quarters, entered, advanced };
  });
}

describe('the noise of a rep from quarter to quarter', () => {
  it.each([0.1, 0.15, 0.2, 0.25])('is found where there is history: %d', (noise) => {
    const estimated = [1, 2, 3].map((seed) => estimateQuarterNoise(make({ noise, teams: 80, seed })).noise);
    for (const one of estimated) expect(Math.abs(one - noise)).toBeLessThan(0.03);
  });

  it('is as small, or as large, as is ever believed where there is none, or very much', () => {
    expect(estimateQuarterNoise(make({ noise: 0, teams: 150 })).noise).toBeLessThan(0.08);
    expect(estimateQuarterNoise(make({ noise: 0.6, teams: 80 })).noise).toBe(0.3);
  });

  it('is not what moves everybody in a quarter, nor what people differ by', () => {
    const calm = estimateQuarterNoise(make({ noise: 0.1, teams: 80, season: 0 })).noise;
    const seasonal = estimateQuarterNoise(make({ noise: 0.1, teams: 80, season: 0.4 })).noise;
    expect(Math.abs(seasonal - calm)).toBeLessThan(0.03);
  });

  it('is what is usual without history, and hardly anything else with little', () => {
    expect(estimateQuarterNoise([])).toEqual({ noise: 0.15, degreesOfFreedom: 0 });
    const short = make({ noise: 0.3, teams: 5 }).map((one) => ({ ...one, quarters: 3, reps: 20 }));
    expect(estimateQuarterNoise(short).degreesOfFreedom).toBe(0);
    for (const noise of [0, 0.6]) {
      const little = estimateQuarterNoise(make({ noise, teams: 1, deals: 2 }));
      expect(Math.abs(little.noise - 0.15)).toBeLessThan(0.05);
    }
  });

  it('does not depend on the order of teams and reps, and is a number whatever comes', () => {
    const cell = fc
      .integer({ min: 1, max: 40 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n })));
    const team = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(team, { minLength: 1, maxLength: 4 }), (teams) => {
        const toHistory = (rows: readonly (readonly (readonly [number, number])[])[]): QuarterHistory => ({
          reps: rows.length,
          quarters: 4,
          entered: rows.flat().map(([n]) => n),
          advanced: rows.flat().map(([, x]) => x),
        });
        const { noise } = estimateQuarterNoise(teams.map(toHistory));
        expect(noise).toBeGreaterThanOrEqual(0.05);
        expect(noise).toBeLessThanOrEqual(0.3);
        const turned = teams.toReversed().map((rows) => toHistory(rows.toReversed()));
        expect(estimateQuarterNoise(turned).noise).toBeCloseTo(noise, 9);
      }),
    );
  });
});

describe('quarters', () => {
  const deal = { daysToLoss: null, segmentKey: 'all', ownerChanged: false, startsHere: true, skipped: false };

  it('hold deals whose horizon has passed, by the day they entered, of people who had some in each', () => {
    const of = { asOfDays: 1000, horizonDays: 30, quarters: 4 };
    const from = 1000 - 30 - 4 * 91;
    const whole = [0, 91, 182, 273].map((days, quarter) => ({
      ...deal,
      repId: 'whole',
      enteredAtDays: from + days,
      daysToAdvance: [30, 31, null, 0][quarter] ?? null,
    }));
    const young = { ...deal, repId: 'whole', enteredAtDays: 975, daysToAdvance: 1 };
    const early = { ...deal, repId: 'whole', enteredAtDays: from - 0.1, daysToAdvance: 1 };
    const skipped = { ...deal, repId: 'whole', enteredAtDays: from, daysToAdvance: 1, skipped: true };
    const gap = { ...deal, repId: 'gap', enteredAtDays: from + 5, daysToAdvance: 1 };
    expect(countQuarters([...whole, young, early, skipped, gap], of)).toEqual({
      reps: 1,
      quarters: 4,
      entered: [1, 1, 1, 1],
      advanced: [1, 0, 0, 1],
    });
  });
});
