import { seededRandom } from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import { type PlanEffect, poolEffects } from './pool-effects.ts';

const random = seededRandom(11);

function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

/** As estimated with prior N(0, 1) from a true effect and an error. */
let campaigns = 0;

function plan(key: string, truth: number, error: number): PlanEffect {
  const precision = 1 + 1 / error ** 2;
  campaigns += 1;
  return {
    key,
    campaign: String(campaigns),
    mean: (truth + error * normal()) / error ** 2 / precision,
    sd: Math.sqrt(1 / precision),
  };
}

const plansOf = (key: string, truth: number, plans: number, error = 0.3) =>
  Array.from({ length: plans }, () => plan(key, truth + 0.2 * normal(), error));

describe('effects by key', () => {
  it('says nothing on seven plans', () => {
    const [few, enough] = poolEffects([...plansOf('a', 0.9, 7, 0.05), ...plansOf('b', 0, 40, 0.05)]);
    expect(few).toEqual({ kind: 'too_few_plans', key: 'a', plans: 7 });
    expect(enough?.kind).not.toBe('too_few_plans');
  });

  it('says nothing where plans say too little of who differs', () => {
    const unsure = poolEffects(['a', 'b', 'c', 'd'].flatMap((key) => plansOf(key, 0.3, 8, 0.9)));
    expect(unsure.every(({ kind }) => kind === 'too_unsure')).toBe(true);
  });

  it('says next to nothing of keys that are alike, however many plans they have', () => {
    const alike = Array.from({ length: 30 }, () =>
      poolEffects(Array.from({ length: 8 }, (_, m) => plansOf(`m${m}`, 0.3, 12, 0.4)).flat()),
    ).flat();
    const said = alike.filter(({ kind }) => kind === 'pooled').length;
    expect(said / alike.length).toBeLessThan(0.2);
  });

  it('comes by key whatever the effects, and pulls everybody towards the company', () => {
    const pooled = poolEffects([
      ...plansOf('z', 0.9, 30),
      ...plansOf('m', 0.3, 30),
      ...plansOf('a', -0.3, 30),
    ]);
    expect(pooled.map(({ key }) => key)).toEqual(['a', 'm', 'z']);
    const means = pooled.map((one) => (one.kind === 'pooled' ? one.mean : NaN));
    expect(means[0]).toBeGreaterThan(-0.4);
    expect(means[2]).toBeLessThan(1);
    expect(means[2]).toBeGreaterThan(means[1] ?? NaN);
    const last = pooled[2];
    if (last?.kind === 'pooled') expect(last.pAbove).toBeGreaterThan(0.9);
  });

  it('covers the truth as often as it says', () => {
    let [covered, told] = [0, 0];
    for (let round = 0; round < 60; round++) {
      const truths = Array.from({ length: 8 }, () => 0.3 + 0.3 * normal());
      const pooled = poolEffects(truths.flatMap((truth, m) => plansOf(`m${m}`, truth, 16)));
      for (const [m, one] of pooled.entries()) {
        if (one.kind !== 'pooled') continue;
        told += 1;
        const truth = truths[m] ?? NaN;
        if (one.interval.lower <= truth && truth <= one.interval.upper) covered += 1;
      }
    }
    expect(told).toBeGreaterThan(300);
    // 480 of .8 have a standard error of .018.
    expect(covered / told).toBeGreaterThan(0.76);
    expect(covered / told).toBeLessThan(0.88);
  });

  it('covers it where plans of a campaign err together, which it would not by counting them as strangers', () => {
    const covered = { asCampaigns: 0, asStrangers: 0 };
    const rounds = 40;
    for (let round = 0; round < rounds; round++) {
      const truths = Array.from({ length: 8 }, () => 0.3 + 0.3 * normal());
      const effects = truths.flatMap((truth, m) =>
        Array.from({ length: 4 }, (_, c) => {
          const shared = truth + 0.25 * normal();
          return Array.from({ length: 4 }, () => ({ ...plan(`m${m}`, shared, 0.3), campaign: `${m} ${c}` }));
        }).flat(),
      );
      const strangers = effects.map((one, i) => ({ ...one, campaign: String(i) }));
      for (const [way, given] of [
        ['asCampaigns', effects],
        ['asStrangers', strangers],
      ] as const) {
        for (const [m, one] of poolEffects(given).entries()) {
          const truth = truths[m] ?? NaN;
          if (one.kind === 'pooled' && one.interval.lower <= truth && truth <= one.interval.upper)
            covered[way] += 1;
        }
      }
    }
    expect(covered.asCampaigns / (8 * rounds)).toBeGreaterThan(0.75);
    expect(covered.asStrangers).toBeLessThan(covered.asCampaigns);
  });

  it('takes out where people stood before: who had the weakest is no better for their rebound', () => {
    const differences = Array.from({ length: 12 }, () => {
      const given = ['a', 'b', 'c', 'd'].flatMap((key) =>
        Array.from({ length: 16 }, () => {
          // Hard cases go to a: there effects are greater by a half for each logit that people stood lower.
          const baseline = (key === 'a' ? -0.8 : 0) + 0.4 * normal();
          return { ...plan(key, 0.2 - 0.5 * baseline, 0.3), baseline };
        }),
      );
      const gapOf = (effects: readonly PlanEffect[]): number => {
        const [a, ...rest] = poolEffects(effects).map((one) => (one.kind === 'pooled' ? one.mean : 0.2));
        return (a ?? 0) - rest.reduce((sum, mean) => sum + mean, 0) / rest.length;
      };
      return { with: gapOf(given), without: gapOf(given.map(({ baseline: _baseline, ...one }) => one)) };
    });
    const average = (of: 'with' | 'without'): number =>
      differences.reduce((sum, one) => sum + one[of], 0) / differences.length;
    expect(average('without')).toBeGreaterThan(0.25);
    expect(Math.abs(average('with'))).toBeLessThan(0.15);
  });

  it('has nothing to say of nothing', () => {
    expect(poolEffects([])).toEqual([]);
  });
});
