import { seededRandom } from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import { associatePractices, type PracticePlan, type PracticeRecord } from './associate-practices.ts';

const error = 0.3;

/** A practice that half of twelve coaches work by, four plans each; a plan's true effect is .3, and `truth` more with the practice. */
function practice(seed: number, truth: number, { coaches = 12, plans = 4 } = {}): PracticeRecord {
  const random = seededRandom(seed, 'practice');
  const all = Array.from({ length: coaches }, (_, c): PracticePlan[] => {
    const follows = c % 2 === 0;
    const ofCoach = 0.3 + (follows ? truth : 0) + 0.15 * random.normal();
    return Array.from({ length: plans }, (__, p) => {
      const precision = 1 + 1 / error ** 2;
      const seen = ofCoach + error * random.normal();
      return {
        key: `coach-${c}`,
        campaign: `${c} ${p}`,
        mean: seen / error ** 2 / precision,
        sd: Math.sqrt(1 / precision),
        follows,
      };
    });
  });
  return { practiceId: `practice-${seed}`, plans: all.flat() };
}

describe('what goes with verified effect', () => {
  it('is not said of fewer than eight plans a side, nor of fewer than five coaches', () => {
    const [few] = associatePractices([practice(1, 1, { coaches: 6, plans: 2 })]);
    expect(few).toMatchObject({ kind: 'too_few_plans', with: { plans: 6, coaches: 3 } });
    const [single] = associatePractices([practice(1, 1, { coaches: 8, plans: 10 })]);
    expect(single).toMatchObject({ kind: 'too_few_coaches', without: { plans: 40, coaches: 4 } });
    const unknown = practice(1, 1).plans.map((plan) => ({ ...plan, follows: null }));
    expect(associatePractices([{ practiceId: 'p', plans: unknown }])[0]).toMatchObject({
      kind: 'too_few_plans',
      with: { plans: 0, coaches: 0 },
    });
  });

  it('finds what is there, the right way round', () => {
    const said = Array.from({ length: 40 }, (_, seed) => associatePractices([practice(seed, 0.6)])[0]);
    const found = said.filter((one) => one?.kind === 'associated' && one.standsOut && one.difference > 0);
    expect(found.length).toBeGreaterThan(35);
  });

  it('lists little where nothing is there, however many are looked at, and covers the truth', () => {
    let [listed, covered, told, listedAlone] = [0, 0, 0, 0];
    for (let round = 0; round < 30; round += 1) {
      const practices = Array.from({ length: 10 }, (_, i) => practice(1_000 + round * 10 + i, 0));
      for (const one of associatePractices(practices)) {
        if (one.kind !== 'associated') continue;
        told += 1;
        if (one.standsOut) listed += 1;
        if (one.interval.lower <= 0 && one.interval.upper >= 0) covered += 1;
      }
      const [alone] = associatePractices([practices[0] ?? practice(0, 0)]);
      if (alone?.kind === 'associated' && alone.standsOut) listedAlone += 1;
    }
    expect(told).toBe(300);
    expect(listed / told).toBeLessThan(0.05);
    expect(listedAlone / 30).toBeLessThan(0.2);
    expect(covered / told).toBeGreaterThan(0.75);
  });
});
