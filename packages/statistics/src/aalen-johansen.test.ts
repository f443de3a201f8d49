import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aalenJohansen, aalenJohansenFromBins } from './aalen-johansen.ts';
import type { CumulativeIncidence, Ending, Observation, RiskBin } from './aalen-johansen.ts';

function estimateOf(result: CumulativeIncidence): Extract<CumulativeIncidence, { kind: 'estimate' }> {
  if (result.kind !== 'estimate') throw new Error(`no estimate: ${result.kind}`);
  return result;
}

/** Bins as a warehouse builds them: all events up to a censoring time, then the censorings. */
function binBetweenCensorings(observations: readonly Observation[], horizonDays: number): RiskBin[] {
  const within = observations.filter(({ days }) => days <= horizonDays).sort((a, b) => a.days - b.days);
  const closings = [
    ...new Set(within.filter(({ ending }) => ending === 'censored').map(({ days }) => days)),
    Infinity,
  ];
  let atRisk = observations.length;
  let opened = -Infinity;
  return closings.map((closes) => {
    const inBin = within.filter(({ days }) => days > opened && days <= closes);
    const count = (ending: Ending): number => inBin.filter((one) => one.ending === ending).length;
    const bin = { atRisk, advanced: count('advanced'), lost: count('lost'), censored: count('censored') };
    atRisk -= inBin.length;
    opened = closes;
    return bin;
  });
}

const observation = fc.record({
  days: fc.integer({ min: 0, max: 12 }),
  ending: fc.constantFrom<Ending>('advanced', 'lost', 'censored'),
});

const golden: readonly Observation[] = [
  { days: 1, ending: 'advanced' },
  { days: 2, ending: 'lost' },
  { days: 3, ending: 'censored' },
  { days: 4, ending: 'advanced' },
  { days: 5, ending: 'censored' },
  { days: 6, ending: 'lost' },
];

describe('aalenJohansen', () => {
  it('gives F = 7/18 with variance .0478395 on the worked example', () => {
    const { probability, variance, nEff, xEff } = estimateOf(aalenJohansen(golden, 6));
    expect(probability).toBeCloseTo(7 / 18, 12);
    expect(variance).toBeCloseTo(0.0478395, 7);
    expect(nEff).toBeCloseTo(((7 / 18) * (11 / 18)) / 0.0478395, 4);
    expect(xEff).toBeCloseTo((nEff * 7) / 18, 12);
  });

  it('counts events before censorings at the same time', () => {
    const tied: Observation[] = [
      { days: 3, ending: 'censored' },
      { days: 3, ending: 'advanced' },
    ];
    expect(estimateOf(aalenJohansen(tied, 10)).probability).toBe(0.5);
  });

  it('ignores events after the horizon and counts those at it', () => {
    const late: Observation[] = [
      { days: 5, ending: 'advanced' },
      { days: 5.001, ending: 'advanced' },
    ];
    expect(estimateOf(aalenJohansen(late, 5)).probability).toBe(0.5);
  });

  it('says so when nothing entered', () => {
    expect(aalenJohansen([], 30)).toEqual({ kind: 'nothing_entered' });
    expect(aalenJohansenFromBins([])).toEqual({ kind: 'nothing_entered' });
  });

  it('keeps an effective sample where nobody advanced', () => {
    const lost: Observation[] = Array.from({ length: 7 }, () => ({ days: 1, ending: 'lost' }));
    expect(estimateOf(aalenJohansen(lost, 5))).toMatchObject({ probability: 0, nEff: 7, xEff: 0 });
    const young: Observation[] = [...lost, { days: 2, ending: 'censored' }];
    expect(estimateOf(aalenJohansen(young, 5)).nEff).toBe(7);
  });

  it('is the plain share with the binomial variance when nobody is censored early', () => {
    fc.assert(
      fc.property(fc.array(observation, { minLength: 1, maxLength: 40 }), (observations) => {
        const followed = observations.map((one) => (one.ending === 'censored' ? { ...one, days: 99 } : one));
        const share = followed.filter(({ ending }) => ending === 'advanced').length / followed.length;
        const estimate = estimateOf(aalenJohansen(followed, 50));
        expect(estimate.probability).toBeCloseTo(share, 12);
        expect(estimate.variance).toBeCloseTo((share * (1 - share)) / followed.length, 12);
        expect(estimate.nEff).toBeCloseTo(followed.length, 6);
      }),
    );
  });

  it('is the same from bins between censorings as from exact times', () => {
    fc.assert(
      fc.property(
        fc.array(observation, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 13 }),
        (observations, horizonDays) => {
          const exact = estimateOf(aalenJohansen(observations, horizonDays));
          const binned = estimateOf(aalenJohansenFromBins(binBetweenCensorings(observations, horizonDays)));
          expect(binned.probability).toBeCloseTo(exact.probability, 11);
          expect(binned.variance).toBeCloseTo(exact.variance, 11);
        },
      ),
    );
  });

  it('agrees with the closed form of the variance', () => {
    fc.assert(
      fc.property(fc.array(observation, { minLength: 2, maxLength: 40 }), (observations) => {
        const { variance } = estimateOf(aalenJohansen(observations, 12));
        expect(variance).toBeCloseTo(closedFormVariance(observations), 10);
      }),
    );
  });
});

/** Marubini and Valsecchi's closed form, term by term over the event times. */
function closedFormVariance(observations: readonly Observation[]): number {
  const times = [...new Set(observations.map(({ days }) => days))].sort((a, b) => a - b);
  let survival = 1;
  let incidence = 0;
  const steps = times.map((time) => {
    const n = observations.filter(({ days }) => days >= time).length;
    const at = observations.filter(({ days }) => days === time);
    const d1 = at.filter(({ ending }) => ending === 'advanced').length;
    const d = d1 + at.filter(({ ending }) => ending === 'lost').length;
    const before = survival;
    incidence += (survival * d1) / n;
    survival *= (n - d) / n;
    return { n, d, d1, before, incidence };
  });
  let variance = 0;
  for (const { n, d, d1, before, incidence: reached } of steps) {
    const rest = incidence - reached;
    if (d < n) variance += (rest * rest * d) / (n * (n - d));
    variance += (before * before * d1 * (n - d1)) / n ** 3 - (2 * rest * before * d1) / n ** 2;
  }
  return variance;
}
