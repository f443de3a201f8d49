import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnoseTeam } from './diagnose-team.ts';
import type { DiagnosisCell } from './diagnosis-cell.ts';
import type { Episode } from './episode.ts';
import { averageSkillPrior } from './model/known-typical.ts';
import { halfNormalSpreadWeights, spreadPriorOfStep } from './model/spread-prior.ts';
import { computeTeamPosterior } from './model/team-posterior.ts';
import { AS_OF_DAYS, makeEpisode } from './testing/make-episode.ts';
import { seededRandom } from '@stepup/statistics';
import { simulateTeam } from '@stepup/simulator';
import type { TeamInput } from './team-input.ts';
import { computeDetectableGap } from './verdict/detectable-gap.ts';
import { DEFAULT_THRESHOLDS } from './verdict/thresholds.ts';

const HORIZON = { days: 40, source: 'stage' } as const;

/** `advancedByRep[r]` of `deals` mature deals advance, spread over the last months. */
function teamOf(advancedByRep: readonly number[], deals = 40): Episode[] {
  return advancedByRep.flatMap((advanced, r) =>
    Array.from({ length: deals }, (_, i) =>
      makeEpisode({
        repId: `rep-${r + 1}`,
        ageDays: 41 + ((i * 37) % 120),
        daysToAdvance: i < advanced ? 1 + (i % 30) : null,
      }),
    ),
  );
}

function inputOf(episodes: readonly Episode[], fields: Partial<TeamInput> = {}): TeamInput {
  const repIds = [...new Set(episodes.map(({ repId }) => repId))];
  return { repIds, asOfDays: AS_OF_DAYS, steps: [{ step: 's', horizon: HORIZON, episodes }], ...fields };
}

function cellOf(cells: readonly DiagnosisCell[], repId: string, step = 's'): DiagnosisCell {
  const cell = cells.find((one) => one.repId === repId && one.step === step);
  if (cell === undefined) throw new Error(`no cell of ${repId} in ${step}`);
  return cell;
}

function shuffle<Item>(items: readonly Item[], seed: number): Item[] {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, key: random.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

describe('a cell', () => {
  it('carries counts, posterior and verdict', () => {
    const { cells, overdispersion, modelVersion } = diagnoseTeam(
      inputOf(teamOf([4, 20, 21, 19, 22, 20, 18, 21, 20, 19])),
    );
    expect(modelVersion).toBe('2');
    expect(cells).toHaveLength(10);
    const weak = cellOf(cells, 'rep-1');
    expect(weak).toMatchObject({
      state: 'ok',
      n: 40,
      mature: { entered: 40, advanced: 4 },
      rawRate: 0.1,
      horizonDays: 40,
      horizonSource: 'stage',
      windowDays: 180,
      phi: overdispersion.phi,
    });
    expect(weak.tier).toBe('strong');
    expect(weak.rate ?? NaN).toBeGreaterThan(0.1);
    expect(weak.rate ?? NaN).toBeLessThan(weak.typical ?? NaN);
    expect(weak.detectableGap ?? NaN).toBeGreaterThan(0.2);
    expect(cells.filter(({ tier }) => tier !== 'none')).toEqual([weak]);
  });

  it.each([
    { peers: 4, state: 'team_too_small', tier: 'none', note: false },
    { peers: 5, state: 'ok', tier: 'probable', note: true },
    { peers: 7, state: 'ok', tier: 'probable', note: true },
    { peers: 8, state: 'ok', tier: 'strong', note: false },
  ])('with $peers peers is $state, at most $tier', ({ peers, state, tier, note }) => {
    const advanced = Array.from({ length: peers }, (_, r) => (r === 0 ? 8 : 190 + r));
    const weak = cellOf(diagnoseTeam(inputOf(teamOf(advanced, 400))).cells, 'rep-1');
    expect(weak).toMatchObject({ state, tier });
    expect(weak.notes.includes('spread_borrowed')).toBe(note);
    if (state === 'team_too_small') expect(weak).toMatchObject({ typical: null, pGap: null, lfsr: null });
  });

  it('compares a small team with people of other teams, who get no cell', () => {
    const episodes = teamOf([4, 20, 21, 19, 22, 20, 18, 21, 20, 19]);
    const { cells } = diagnoseTeam(inputOf(episodes, { repIds: ['rep-1', 'rep-2'] }));
    expect(cells.map(({ repId }) => repId)).toEqual(['rep-1', 'rep-2']);
    expect(cellOf(cells, 'rep-1')).toMatchObject({ state: 'ok', tier: 'strong' });
  });

  it('says not enough data below ten deals, and counts only peers with ten', () => {
    const episodes = [
      ...teamOf([20, 20, 20, 20, 20]),
      ...teamOf([2], 9).map((one) => ({ ...one, repId: 'new' })),
    ];
    const { cells } = diagnoseTeam(inputOf(episodes, { repIds: ['new', 'rep-1', 'absent'] }));
    expect(cellOf(cells, 'new')).toMatchObject({ state: 'not_enough_data', pGap: null, tier: 'none', n: 9 });
    expect(cellOf(cells, 'rep-1').notes).toContain('spread_borrowed');
    expect(cellOf(cells, 'absent')).toMatchObject({
      state: 'not_enough_data',
      n: 0,
      rawRate: null,
      rate: null,
    });
  });

  it('takes the long window where the median rep is short of deals, or the one given', () => {
    const few = teamOf([10, 10, 10, 10, 10, 10, 10, 10], 39);
    const old = few.map((episode) => ({ ...episode, enteredAtDays: AS_OF_DAYS - 300 }));
    const long = cellOf(diagnoseTeam(inputOf([...few, ...old])).cells, 'rep-1');
    expect(long).toMatchObject({ n: 78, windowDays: 365 });
    expect(long.notes).toContain('long_window');
    const given = cellOf(diagnoseTeam(inputOf([...few, ...old]), { windowDays: 200 }).cells, 'rep-1');
    expect(given).toMatchObject({ n: 39, windowDays: 200, notes: [] });
  });

  it('mentions owners that changed often and rates that go with volume', () => {
    const episodes = teamOf([20, 20, 20, 20, 20, 20, 20, 20]).map((episode, i) => ({
      ...episode,
      ownerChanged: episode.repId === 'rep-1' && i % 4 === 0,
    }));
    const { cells } = diagnoseTeam(inputOf(episodes));
    expect(cellOf(cells, 'rep-1').notes).toEqual(['owner_often_changed']);
    expect(cellOf(cells, 'rep-2').notes).toEqual([]);
    const growing = [40, 50, 60, 70, 80, 90].flatMap((deals, r) =>
      teamOf([(deals * (3 + r)) / 10], deals).map((one) => ({ ...one, repId: `rep-${r}` })),
    );
    expect(cellOf(diagnoseTeam(inputOf(growing)).cells, 'rep-1').notes).toContain('rate_follows_volume');
  });

  it('looks back at least 90 days beyond the horizon', () => {
    const steps = [
      { step: 's', horizon: { days: 150, source: 'stage' } as const, episodes: teamOf([99], 99) },
    ];
    const { cells } = diagnoseTeam({ repIds: ['rep-1'], asOfDays: AS_OF_DAYS, steps });
    expect(cellOf(cells, 'rep-1').windowDays).toBe(240);
  });

  it('divides by phi in the model and in what could have been seen, not in what is shown', () => {
    const team = { reps: 10, steps: 1, entriesPerCell: 60, spread: 0.2, gapShare: 0, gap: 0, monthNoise: 0 };
    const { input } = simulateTeam({ ...team, seed: 3 });
    const inPairs = input.steps.map((step) => ({
      ...step,
      episodes: [...step.episodes].map((row) => ({ ...row, segmentKey: 'all', deals: 2 })),
    }));
    const { cells, fits, overdispersion } = diagnoseTeam({ ...input, steps: inPairs });
    const fit = fits[0];
    const cell = cellOf(cells, 'rep-002', 'step-1');
    if (fit === undefined) throw new Error('no fit');
    expect(overdispersion.phi).toBeGreaterThan(1.2);
    expect(fit.likelihood.counts.exposure[1]).toBeCloseTo(cell.n / overdispersion.phi, 9);
    expect(fit.likelihood.counts.advanced[1]).toBeCloseTo(
      (cell.n * (cell.rawRate ?? NaN)) / overdispersion.phi,
      9,
    );
    const gap = computeDetectableGap(
      {
        effectiveExposure: cell.n / overdispersion.phi,
        typical: cell.typical ?? NaN,
        skillPrior: averageSkillPrior(fit.posterior),
        tier: 'probable',
      },
      DEFAULT_THRESHOLDS,
    );
    expect(gap).toEqual({ kind: 'shortfall', share: cell.detectableGap });
  });

  it('takes the spread’s prior from the other steps alone', () => {
    const steps = [
      { step: 'even', horizon: HORIZON, episodes: teamOf([20, 20, 20, 20, 20, 20, 20, 20]) },
      { step: 'uneven', horizon: HORIZON, episodes: teamOf([2, 38, 20, 5, 35, 30, 10, 20]) },
    ];
    const [even, uneven] = diagnoseTeam(inputOf(teamOf([1]), { steps })).fits;
    if (even === undefined || uneven === undefined) throw new Error('two fits');
    const prior = spreadPriorOfStep(halfNormalSpreadWeights(), [uneven.likelihood.logLikelihoodBySpread]);
    expect(computeTeamPosterior(even.likelihood, prior, 'integrated')).toEqual(even.posterior);
  });

  it('refuses a step given twice', () => {
    const step = { step: 's', horizon: HORIZON, episodes: [] };
    expect(() => diagnoseTeam({ repIds: [], asOfDays: AS_OF_DAYS, steps: [step, step] })).toThrow(RangeError);
  });
});

describe('a team', () => {
  const numbersOf = (cells: readonly DiagnosisCell[]): number[] =>
    cells.flatMap((cell) => [
      cell.n,
      cell.phi,
      cell.rawRate ?? 0,
      cell.rate ?? 0,
      cell.interval?.lower ?? 0,
      cell.interval?.upper ?? 0,
      cell.typical ?? 0,
      cell.pGap ?? 0,
      cell.lfsr ?? 0,
      cell.detectableGap ?? 0,
    ]);

  it.each([
    ['all won', teamOf([40, 40, 40, 40, 40, 40, 40, 40])],
    ['all lost', teamOf([0, 0, 0, 0, 0, 0, 0, 0])],
    ['no deals', []],
    ['one rep', teamOf([20])],
    ['one deal', [makeEpisode()]],
    ['only open, young deals', [makeEpisode({ ageDays: 1 }), makeEpisode({ ageDays: 2, repId: 'b' })]],
    ['one deal a million times', [makeEpisode({ deals: 1_000_000 }), ...teamOf([9, 9, 9, 9, 9, 9, 9])]],
    [
      'a million deals a rep',
      teamOf([20, 20, 20, 20, 20, 20, 9, 30]).map((one) => ({ ...one, deals: 25_000 })),
    ],
    ['only skipped deals', teamOf([0, 0]).map((one) => ({ ...one, daysToAdvance: 0, skipped: true }))],
  ])('never yields a number that is none: %s', (_, episodes) => {
    const { cells } = diagnoseTeam(inputOf(episodes, { repIds: ['rep-1', 'rep-2', 'nobody'] }));
    expect(cells).toHaveLength(3);
    for (const value of numbersOf(cells)) {
      expect(Number.isFinite(value)).toBe(true);
      expect(value).toBeGreaterThanOrEqual(0);
    }
  });

  it('gives the same bits whatever the order of episodes, reps and steps', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 5, max: 60 }),
        (seed, reps, entries) => {
          const { input } = simulateTeam({
            seed,
            reps,
            steps: 2,
            entriesPerCell: entries,
            spread: 0.3,
            gapShare: 0.2,
            gap: -0.8,
            monthNoise: 0.1,
          });
          // Accounts of many sizes, amounts and rows that stand for several deals: every sum the order could reach.
          const steps = input.steps.map((step) => ({
            ...step,
            episodes: [...step.episodes].map((episode, i) => ({
              ...episode,
              ...(i % 4 === 0 ? {} : { accountKey: `account-${Math.floor(Math.sqrt(i))}` }),
              amount: i % 5 === 0 ? null : (i * 7919) % 1000,
              deals: 1 + (i % 3),
            })),
          }));
          const ordered = { ...input, steps };
          const shuffled = {
            ...ordered,
            repIds: shuffle(input.repIds, seed + 1),
            steps: shuffle(steps, seed + 2).map((step) => ({
              ...step,
              episodes: shuffle([...step.episodes], seed + 3),
            })),
          };
          expect(diagnoseTeam(shuffled).cells).toEqual(diagnoseTeam(ordered).cells);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('gives the same bits for a lazy list, for parts of it, and for rows that stand for many deals', () => {
    const rows = teamOf([5, 20, 19, 21, 18, 22, 20, 20]).map((row, i) => ({ ...row, deals: 1 + (i % 3) }));
    function* oneByOne(): Generator<Episode> {
      for (const { deals, ...row } of rows) for (let i = 0; i < deals; i++) yield row;
    }
    function* inParts(): Generator<Episode> {
      yield* rows.slice(0, 100);
      yield* rows.slice(100);
    }
    const whole = diagnoseTeam(inputOf(rows)).cells;
    for (const episodes of [oneByOne(), inParts()]) {
      const steps = [{ step: 's', horizon: HORIZON, episodes }];
      expect(diagnoseTeam(inputOf(rows, { steps })).cells).toEqual(whole);
    }
  });

  it('does not notice a step or a rep without deals', () => {
    const input = inputOf(teamOf([5, 20, 19, 21, 18, 22, 20, 20]));
    const padded = {
      ...input,
      repIds: [...input.repIds, 'zero'],
      steps: [...input.steps, { step: 'empty', horizon: HORIZON, episodes: [] }],
    };
    const plain = diagnoseTeam(input).cells;
    const others = diagnoseTeam(padded).cells.filter(({ repId, step }) => repId !== 'zero' && step === 's');
    for (const [i, cell] of plain.entries()) {
      expect(others[i]?.rate).toBeCloseTo(cell.rate ?? NaN, 9);
      expect(others[i]?.pGap).toBeCloseTo(cell.pGap ?? NaN, 9);
      expect(others[i]?.tier).toBe(cell.tier);
    }
  });
});
