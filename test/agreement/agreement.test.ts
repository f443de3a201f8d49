import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { diagnoseTeam, fitIndicators } from '@stepup/diagnosis';
import { simulateIndicators } from '@stepup/simulator';
import {
  aalenJohansen,
  betaQuantile,
  binomialCdf,
  logGamma,
  normalQuantile,
  regularisedIncompleteBeta,
  seededRandom,
  wilsonInterval,
} from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { findPython } from './find-python.ts';

const SEED = 20_261_128;
/** What is assumed where all deals are of one month. */
const PHI = 1.2;
const python = findPython();

const numbers = z.array(z.number());
const answers = z.object({
  distributions: z.array(
    z.object({
      betainc: z.number(),
      betaQuantile: z.number(),
      binomialCdf: z.number(),
      normalQuantile: z.number(),
      logGamma: z.number(),
    }),
  ),
  wilson: z.array(z.tuple([z.number(), z.number()])),
  aalenJohansen: z.array(z.object({ probability: z.number(), variance: z.number() })),
  withinRepEffects: z.object({ effects: numbers, errors: numbers }),
  randomIntercepts: z.object({ rates: numbers, typical: z.number(), pGaps: numbers }),
});

const random = seededRandom(SEED);
const whole = (least: number, most: number): number =>
  least + Math.floor((most - least + 1) * random.uniform());

const distributions = Array.from({ length: 400 }, () => {
  const n = whole(1, 400);
  return {
    a: 0.1 + 500 * random.uniform() ** 3,
    b: 0.1 + 500 * random.uniform() ** 3,
    x: 0.001 + 0.998 * random.uniform(),
    n,
    k: whole(0, n),
  };
});
const wilson = Array.from({ length: 100 }, () => {
  const of = whole(1, 300);
  return { of, count: whole(0, of), level: random.uniform() < 0.5 ? 0.9 : 0.8 };
});
// Whole numbers of deals, no two events of unlike kinds at one time: lifelines would move them apart at random.
const samples = Array.from({ length: 12 }, () => {
  const deals = whole(20, 150);
  const days = Array.from({ length: deals }, (_, i) => 1 + 60 * random.uniform() + i * 1e-6);
  return { days, causes: days.map(() => whole(0, 2)), horizon: 45 };
});
const indicators = simulateIndicators({
  seed: 7,
  reps: 12,
  dealsPerRep: 40,
  gapReps: 2,
  gap: -0.8,
  mediated: 0.6,
  measurementNoise: 0.5,
});
const counts = Array.from({ length: 20 }, () => {
  const exposure = whole(25, 70);
  const skill = 0.35 * random.normal();
  const rate = 1 / (1 + Math.exp(0.2 - skill));
  return {
    exposure,
    advanced: Array.from({ length: exposure }).filter(() => random.uniform() < rate).length,
  };
});

function ask(): z.output<typeof answers> {
  const script = fileURLToPath(new URL('reference.py', import.meta.url));
  const question = {
    distributions,
    wilson,
    aalenJohansen: samples,
    withinRepEffects: {
      advanced: indicators.deals.map(({ advanced }) => (advanced ? 1 : 0)),
      reps: indicators.deals.map(({ repId }) => repId),
      segments: indicators.deals.map(({ segmentKey }) => segmentKey),
      scores: indicators.indicators.map(({ favourable }, j) =>
        indicators.deals.map(({ values }) => (favourable === 'more' ? 1 : -1) * (values[j] ?? 0)),
      ),
    },
    randomIntercepts: {
      exposure: counts.map(({ exposure }) => exposure / PHI),
      advanced: counts.map(({ advanced }) => advanced / PHI),
    },
  };
  const run = spawnSync(python ?? '', [script], {
    input: JSON.stringify(question),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (run.status !== 0) throw new Error(`the reference failed: ${run.stderr}`);
  return answers.parse(JSON.parse(run.stdout));
}

describe.skipIf(python === undefined)(`other implementations, seed ${SEED}`, () => {
  const reference = python === undefined ? undefined : ask();

  function expectClose(pairs: readonly (readonly [number, number | undefined])[], tolerance: number): void {
    for (const [ours, theirs = NaN] of pairs) {
      expect(Math.abs(ours - theirs), `${ours} for ${theirs}`).toBeLessThanOrEqual(
        tolerance * Math.max(1, Math.abs(theirs)),
      );
    }
  }

  it('scipy: the beta family, binomial, normal and gamma functions', () => {
    const theirs = reference?.distributions ?? [];
    expect(theirs).toHaveLength(distributions.length);
    for (const [i, { a, b, x, n, k }] of distributions.entries()) {
      expectClose(
        [
          [regularisedIncompleteBeta(x, a, b), theirs[i]?.betainc],
          [betaQuantile(x, a, b), theirs[i]?.betaQuantile],
          [binomialCdf(k, n, x), theirs[i]?.binomialCdf],
          [normalQuantile(x), theirs[i]?.normalQuantile],
          [logGamma(a), theirs[i]?.logGamma],
        ],
        1e-9,
      );
    }
  });

  it('statsmodels: the Wilson interval', () => {
    for (const [i, { of, count, level }] of wilson.entries()) {
      const ours = wilsonInterval(count / of, of, level);
      expectClose(
        [
          [ours.lower, reference?.wilson[i]?.[0]],
          [ours.upper, reference?.wilson[i]?.[1]],
        ],
        1e-9,
      );
    }
  });

  it('lifelines: Aalen–Johansen with its variance', () => {
    for (const [i, { days, causes, horizon }] of samples.entries()) {
      const ours = aalenJohansen(
        days.map((day, d) => ({
          days: day,
          ending: causes[d] === 1 ? 'advanced' : causes[d] === 2 ? 'lost' : 'censored',
        })),
        horizon,
      );
      if (ours.kind !== 'estimate') throw new Error(ours.kind);
      expectClose([[ours.probability, reference?.aalenJohansen[i]?.probability]], 1e-9);
      expect(ours.variance / (reference?.aalenJohansen[i]?.variance ?? NaN)).toBeCloseTo(1, 1);
    }
  });

  it('scipy: within-rep effects and their standard errors', () => {
    const fit = fitIndicators(indicators.indicators, indicators.deals);
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    expectClose(
      fit.indicators.map(({ effect }, j) => [effect, reference?.withinRepEffects.effects[j]]),
      1e-4,
    );
    expectClose(
      fit.indicators.map(({ standardError }, j) => [standardError, reference?.withinRepEffects.errors[j]]),
      1e-4,
    );
  });

  it('scipy: the model of a step, integrated on a finer grid', () => {
    const repIds = counts.map((_, r) => `rep-${String(r).padStart(2, '0')}`);
    const episodes = counts.flatMap(({ exposure, advanced }, r) =>
      [advanced, exposure - advanced].flatMap((deals, outcome) =>
        deals === 0
          ? []
          : [
              {
                repId: repIds[r] ?? '',
                enteredAtDays: 20_000 - 100,
                daysToAdvance: outcome === 0 ? 5 : null,
                daysToLoss: outcome === 0 ? null : 5,
                segmentKey: 'all',
                ownerChanged: false,
                skipped: false,
                deals,
              },
            ],
      ),
    );
    const { cells, overdispersion } = diagnoseTeam({
      repIds,
      asOfDays: 20_000,
      steps: [{ step: 's', horizon: { days: 30, source: 'stage' }, episodes }],
    });
    expect(overdispersion.phi).toBe(PHI);
    const theirs = reference?.randomIntercepts;
    for (const [r, { rate, typical, pGap }] of cells.entries()) {
      expectClose([[rate ?? NaN, theirs?.rates[r]]], 0.004);
      expectClose([[typical ?? NaN, theirs?.typical]], 0.004);
      // Our skills lie on a lattice of .05 logits, so that up to one point of it may fall on either side of the margin.
      expectClose([[pGap ?? NaN, theirs?.pGaps[r]]], 0.05);
    }
  });
});
