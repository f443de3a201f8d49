import { simulateTeam } from '@stepup/simulator';
import type { TeamOptions } from '@stepup/simulator';
import { describe, expect, it } from 'vitest';
import { diagnoseTeam } from './diagnose-team.ts';
import { poolCompanySpread } from './model/company-spread.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);
const TEAM = { reps: 20, steps: 4, spread: 0.25, gapShare: 0.1, gap: -0.8, monthNoise: 0.15 };
const NOBODY_DIFFERS = { spread: 0, gapShare: 0, monthNoise: 0.1 };

function measure(options: Omit<TeamOptions, 'seed'>) {
  const sums = { probable: 0, strong: 0, rightProbable: 0, rightStrong: 0, planted: 0, found: 0, covered: 0 };
  const errors = { raw: 0, model: 0 };
  let cells = 0;
  for (const seed of SEEDS) {
    const { input, truth } = simulateTeam({ ...options, seed });
    const truthOf = new Map(truth.map((cell) => [`${cell.repId} ${cell.step}`, cell]));
    for (const cell of diagnoseTeam(input).cells) {
      const actual = truthOf.get(`${cell.repId} ${cell.step}`);
      if (actual === undefined || cell.interval === null) throw new Error('every simulated cell has deals');
      const isGap = actual.rate <= 0.9 * actual.typical ? 1 : 0;
      const flagged = cell.tier === 'strong' || cell.tier === 'probable';
      cells += 1;
      if (flagged) sums.probable += 1;
      if (flagged) sums.rightProbable += isGap;
      if (cell.tier === 'strong') sums.strong += 1;
      if (cell.tier === 'strong') sums.rightStrong += isGap;
      if (actual.planted && actual.rate <= 0.8 * actual.typical) {
        sums.planted += 1;
        if (flagged) sums.found += 1;
      }
      if (cell.interval.lower <= actual.rate && actual.rate <= cell.interval.upper) sums.covered += 1;
      errors.raw += ((cell.rawRate ?? NaN) - actual.rate) ** 2;
      errors.model += ((cell.rate ?? NaN) - actual.rate) ** 2;
    }
  }
  return {
    probableATeam: sums.probable / SEEDS.length,
    strongATeam: sums.strong / SEEDS.length,
    precisionProbable: sums.rightProbable / sums.probable,
    precisionStrong: sums.rightStrong / sums.strong,
    recall: sums.found / sums.planted,
    coverage: sums.covered / cells,
    rawError: Math.sqrt(errors.raw / cells),
    modelError: Math.sqrt(errors.model / cells),
  };
}

describe(`simulated teams of 20 reps × 4 steps, seeds ${SEEDS[0]} to ${SEEDS.at(-1)}`, () => {
  it.each([17, 44, 130])('hardly flag anyone where nobody differs (%s entries a cell)', (entriesPerCell) => {
    const { probableATeam, strongATeam } = measure({ ...TEAM, ...NOBODY_DIFFERS, entriesPerCell });
    expect(probableATeam).toBeLessThanOrEqual(0.15);
    expect(strongATeam).toBeLessThanOrEqual(0.05);
  });

  it('find most planted gaps at about 120 deals, and are right about them', () => {
    const measured = measure({ ...TEAM, entriesPerCell: 130 });
    expect(measured.recall).toBeGreaterThan(0.84);
    expect(measured.precisionProbable).toBeGreaterThan(0.82);
    expect(measured.precisionStrong).toBeGreaterThan(0.9);
    expect(measured.coverage).toBeGreaterThan(0.85);
    expect(measured.coverage).toBeLessThan(0.95);
    expect(measured.modelError).toBeLessThan(measured.rawError);
  });

  it('are right about four in five hints at about 40 deals, with smaller errors than raw rates', () => {
    const measured = measure({ ...TEAM, entriesPerCell: 44 });
    expect(measured.precisionProbable).toBeGreaterThan(0.76);
    expect(measured.modelError).toBeLessThan(0.066);
    expect(measured.modelError).toBeLessThan(0.85 * measured.rawError);
  });
});

describe('poolCompanySpread', () => {
  const evidenceOf = (spread: number) =>
    [1, 2].map((seed) => {
      const team = simulateTeam({ ...TEAM, seed, spread, gapShare: 0, monthNoise: 0, entriesPerCell: 130 });
      return diagnoseTeam(team.input).spreadEvidence;
    });

  it('needs 30 reps', () => {
    expect(poolCompanySpread(evidenceOf(0.3).slice(0, 1))).toEqual({
      kind: 'too_few_reps',
      have: 20,
      need: 30,
    });
  });

  it('tells a small team how much the company’s reps differ', () => {
    const { input } = simulateTeam({ ...TEAM, seed: 9, reps: 6, steps: 1, gapShare: 0, entriesPerCell: 44 });
    const meanSpread = (spread: number): number => {
      const companySpread = poolCompanySpread(evidenceOf(spread));
      if (companySpread.kind !== 'company_spread') throw new Error(companySpread.kind);
      return diagnoseTeam(input, { companySpread }).fits[0]?.posterior.meanSpread ?? NaN;
    };
    expect(meanSpread(0.8)).toBeGreaterThan(2 * meanSpread(0.05));
  });
});
