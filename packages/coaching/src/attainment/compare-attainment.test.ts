import { seededRandom } from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import { type AttainmentOfRep, compareAttainment } from './compare-attainment.ts';

const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];

/** Reps with a lasting level and much noise; the worst of the first quarter are coached from April on, by `effect`. */
function simulate(seed: number, effect: number): AttainmentOfRep[] {
  const random = seededRandom(seed);
  const reps = Array.from({ length: 40 }, (_value, index) => {
    const usual = 0.9 + 0.1 * random.normal();
    return {
      repId: `r${index}`,
      months: months.map((month) => ({ month, quota: 1000, attainment: usual + 0.3 * random.normal() })),
    };
  });
  const before = (rep: (typeof reps)[number]) =>
    rep.months.slice(0, 3).reduce((sum, { attainment }) => sum + attainment, 0);
  const worst = new Set(reps.toSorted((one, other) => before(one) - before(other)).slice(0, 12));
  return reps.map((rep) => ({
    repId: rep.repId,
    coachedFrom: worst.has(rep) ? '2026-04' : null,
    months: rep.months.map((entry) =>
      worst.has(rep) && entry.month >= '2026-04'
        ? { ...entry, attainment: entry.attainment + effect }
        : entry,
    ),
  }));
}

const seeds = Array.from({ length: 60 }, (_value, index) => index + 1);
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('compareAttainment', () => {
  it.each([0, 0.2])(
    'finds an effect of %s where the worst were coached, which before and after does not',
    (effect) => {
      const found = seeds.map((seed) => {
        const reps = simulate(seed, effect);
        const compared = compareAttainment(reps, seed);
        if (compared.kind !== 'compared') throw new Error(compared.kind);
        const coached = reps.filter(({ coachedFrom }) => coachedFrom !== null);
        const naive = coached.map(({ months: all }) => {
          const values = all.map(({ attainment }) => attainment);
          return average(values.slice(3)) - average(values.slice(0, 3));
        });
        return { ...compared, naive: average(naive) };
      });
      const bias = average(found.map(({ difference }) => difference)) - effect;
      const naiveBias = average(found.map(({ naive }) => naive)) - effect;
      const covered = found.filter(({ interval }) => interval.lower <= effect && effect <= interval.upper);
      const figures = `effect ${effect}, seeds 1–60: bias ${bias.toFixed(3)}, before and after ${naiveBias.toFixed(3)}, 90 % intervals cover ${covered.length} of 60`;
      expect(Math.abs(bias), figures).toBeLessThan(0.04);
      expect(naiveBias, figures).toBeGreaterThan(0.12);
      expect(covered.length, figures).toBeGreaterThanOrEqual(46);
    },
  );

  it('says what is missing instead of a difference', () => {
    const reps = simulate(1, 0);
    const everyone = reps.map((rep) => ({ ...rep, coachedFrom: '2026-04' }));
    expect(compareAttainment(everyone, 1)).toEqual({ kind: 'no_comparison_group', have: 0, need: 5 });
    const nobody = reps.map((rep) => ({ ...rep, coachedFrom: null }));
    expect(compareAttainment(nobody, 1)).toEqual({ kind: 'too_few_coached', have: 0, need: 5 });
    // From the first month on there is no before.
    const fromTheStart = reps.map((rep) =>
      rep.coachedFrom === null ? rep : { ...rep, coachedFrom: '2026-01' },
    );
    expect(compareAttainment(fromTheStart, 1).kind).toBe('too_few_coached');
  });

  it('is the same for the same seed', () => {
    const reps = simulate(3, 0.1);
    expect(compareAttainment(reps, 5)).toEqual(compareAttainment(reps, 5));
  });
});
