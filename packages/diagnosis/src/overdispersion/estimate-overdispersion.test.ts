import { expit } from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import type { StepCounts } from '../model/step-counts.ts';
import { seededRandom } from '@stepup/statistics';
import { estimateOverdispersion } from './estimate-overdispersion.ts';

/** 40 reps × 12 months whose deals come in clumps of identical outcome. */
function simulateMonths(options: {
  seed: number;
  clump: number;
  repSpread: number;
  season: number;
}): StepCounts {
  const random = seededRandom(options.seed);
  const [reps, months, clumps] = [40, 12, 6];
  const advanced = new Float64Array(reps * months);
  for (let r = 0; r < reps; r++) {
    const skill = options.repSpread * random.normal();
    for (let m = 0; m < months; m++) {
      const rate = expit(skill + (m % 2 === 0 ? options.season : -options.season));
      for (let i = 0; i < clumps; i++) {
        if (random.uniform() < rate)
          advanced[r * months + m] = (advanced[r * months + m] ?? 0) + options.clump;
      }
    }
  }
  return { reps, segments: months, exposure: advanced.map(() => clumps * options.clump), advanced };
}

describe('estimateOverdispersion', () => {
  it('is 1 for independent deals, however much reps and months differ', () => {
    const steps = [1, 2, 3].map((seed) => simulateMonths({ seed, clump: 1, repSpread: 0.8, season: 0.6 }));
    const { phi, degreesOfFreedom } = estimateOverdispersion(steps);
    expect(degreesOfFreedom).toBe(3 * (40 - 1) * (12 - 1));
    expect(phi).toBeGreaterThanOrEqual(1);
    expect(phi).toBeLessThan(1.1);
  });

  it('is 2 where deals come in pairs of one outcome, and never above 3', () => {
    const pairs = [4, 5, 6].map((seed) => simulateMonths({ seed, clump: 2, repSpread: 0.3, season: 0.2 }));
    expect(estimateOverdispersion(pairs).phi).toBeGreaterThan(1.8);
    expect(estimateOverdispersion(pairs).phi).toBeLessThan(2.2);
    const tens = [simulateMonths({ seed: 7, clump: 10, repSpread: 0.3, season: 0.2 })];
    expect(estimateOverdispersion(tens).phi).toBe(3);
  });

  it('is 1.2 where too little is known', () => {
    expect(estimateOverdispersion([])).toEqual({ phi: 1.2, degreesOfFreedom: 0 });
    const single = {
      reps: 1,
      segments: 12,
      exposure: new Float64Array(12).fill(9),
      advanced: new Float64Array(12),
    };
    expect(estimateOverdispersion([single]).phi).toBe(1.2);
  });
});
