import { seededRandom } from '@stepup/statistics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareArms, type DrawnPerson } from './compare-arms.ts';
import { listAllocations } from './list-allocations.ts';

const person = (startsNow: boolean, advanced: number): DrawnPerson => ({
  startsNow,
  advanced,
  exposure: 20,
  expected: 0,
});
const rowsOf = (people: readonly unknown[]): number[] => people.map((_, row) => row);
const lotsOf = (people: readonly DrawnPerson[]) =>
  listAllocations([{ rows: rowsOf(people), now: people.filter(({ startsNow }) => startsNow).length }], 1);

describe('those who started against those who waited', () => {
  it('counts by hand: three of six, of whom the three best were drawn, is one lot in twenty', () => {
    const people = [true, true, true, false, false, false].map((now, i) =>
      person(now, [14, 13, 12, 9, 8, 7][i] ?? 0),
    );
    const compared = compareArms(people, lotsOf(people));
    expect(compared).toMatchObject({ lots: 20, exhaustive: true, chanceOfRise: 1 / 20, chanceOfFall: 1 });
    // 13 of 20 against 8 of 20: ln(13/7) − ln(8/12)
    expect(compared.estimate).toBeCloseTo(1.02, 1);
    expect(compared.interval.lower).toBeGreaterThan(0);
    expect(compared.expectedRate).toBeCloseTo(0.4, 1);
  });

  it('says the opposite of the opposite, and nothing of what is alike', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 18 }), { minLength: 6, maxLength: 8 }), (counts) => {
        const people = counts.map((advanced, i) => person(i % 2 === 0, advanced));
        const turned = people.map((one) => ({ ...one, advanced: 20 - one.advanced }));
        const [as, against] = [people, turned].map((all) => compareArms(all, lotsOf(all)));
        expect(as?.estimate).toBeCloseTo(-(against?.estimate ?? 0), 3);
        expect(as?.interval.lower).toBeCloseTo(-(against?.interval.upper ?? 0), 3);
        expect(as?.chanceOfRise).toBeCloseTo(against?.chanceOfFall ?? 0, 9);
      }),
      { numRuns: 30 },
    );
    const alike = Array.from({ length: 6 }, (_, i) => person(i < 3, 10));
    expect(compareArms(alike, lotsOf(alike))).toMatchObject({ chanceOfRise: 1, chanceOfFall: 1 });
  });

  it('takes nothing of a wrong expectation but precision: as often wrong as it says, whoever was lowest before', () => {
    const random = seededRandom(20_261_129);
    const rises = Array.from({ length: 400 }, () => {
      const people = Array.from({ length: 8 }, (_, i) => {
        const rate = 0.3 + 0.4 * random.uniform();
        const advanced = Array.from({ length: 20 }, random.uniform).filter((u) => u < rate).length;
        return { startsNow: i < 4, advanced, exposure: 20, expected: random.normal() };
      });
      return compareArms(people, lotsOf(people)).chanceOfRise;
    });
    // 400 draws of one in twenty: 20 ± 8.7 (two standard errors)
    const rare = rises.filter((chance) => chance <= 0.05).length;
    expect(rare).toBeGreaterThan(5);
    expect(rare).toBeLessThan(32);
  });
});

describe('the lots that could have fallen', () => {
  it('are all of them, block by block, or a sample that the seed gives again', () => {
    const blocks = [
      { rows: [0, 1, 2, 3], now: 2 },
      { rows: [4, 5], now: 1 },
    ];
    const { started, exhaustive } = listAllocations(blocks, 1);
    expect(exhaustive).toBe(true);
    expect(new Set(started.map((rows) => [...rows].sort((a, b) => a - b).join(' '))).size).toBe(12);
    const many = [{ rows: Array.from({ length: 20 }, (_, row) => row), now: 10 }];
    const sample = listAllocations(many, 7);
    expect(sample).toMatchObject({ exhaustive: false });
    expect(sample.started).toHaveLength(10_000);
    expect(listAllocations(many, 7)).toEqual(sample);
    expect(sample.started.every((rows) => new Set(rows).size === 10)).toBe(true);
  });
});
