import { describe, expect, it } from 'vitest';
import { createOracle, type Oracle } from '../support/oracle/create-oracle.ts';
import { createEventTeller, day, threeSteps } from '../support/oracle/event-teller.ts';

const says = createEventTeller();

/** The stages of one deal, ten days apart. */
function walk(...stages: string[]): Oracle {
  return createOracle([
    says.pipeline(0),
    ...stages.map((stageId, index) => says.stage(index * 10, 'd', stageId)),
  ]);
}

describe('§3 time', () => {
  it('reads a date as its midnight in the zone of the tenant', () => {
    const oracle = createOracle([
      says.tenant(0, { time_zone: 'America/New_York' }),
      says.pipeline(0),
      says.stage(10 + 4.99 / 24, 'before', 'A'),
      says.stage(10 + 5 / 24, 'at', 'A'),
    ]);
    expect(oracle.steps('2025-01-11').map(({ dealId }) => dealId)).toEqual(['before']);
  });

  it('keeps the clocks of summer time', () => {
    const vienna = [says.tenant(0, { time_zone: 'Europe/Vienna' }), says.pipeline(0)];
    const oracle = createOracle([...vienna, says.stage(88, 'd', 'A')]);
    expect(oracle.defaultAsOf('2026-01-01T00:00:00Z')).toBe('2025-03-30T22:00:00.000000Z');
    const later = createOracle([...vienna, says.stage(89, 'd', 'A')]);
    expect(later.defaultAsOf('2026-01-01T00:00:00Z')).toBe('2025-03-31T22:00:00.000000Z');
  });

  it('defaults as_of to now where that is sooner than the midnight after the newest event', () => {
    const oracle = createOracle([says.stage(3, 'd', 'A')]);
    expect(oracle.defaultAsOf(day(3.5))).toBe(day(3.5));
    expect(oracle.defaultAsOf(day(300))).toBe(day(4));
    expect(createOracle([]).defaultAsOf(day(300))).toBe(day(300));
  });

  it('takes from and leaves to', () => {
    const oracle = walk('A', 'B', 'C');
    const [row] = oracle.funnel({ from: '2025-01-11', to: '2025-01-21', asOf: day(99), pipeline: 'p' });
    expect(row?.steps.map(({ stageId, entered }) => [stageId, entered])).toEqual([
      ['A', 0],
      ['B', 1],
      ['C', 0],
    ]);
    expect(row?.steps.map(({ rate }) => rate)).toEqual([null, 1, null]);
  });

  it('answers one row all without grouping, even for nothing', () => {
    const query = { from: '2020-01-01', to: '2020-02-01', asOf: day(99), pipeline: 'p' };
    expect(
      walk('A')
        .funnel(query)
        .map(({ key }) => key),
    ).toEqual(['all']);
    expect(walk('A').funnel({ ...query, by: 'rep' })).toEqual([]);
    expect(walk('A').winRate(query)).toEqual([{ key: 'all', won: 0, lost: 0, rate: null }]);
  });

  it.each([
    ['month', ['2024-12', '2025-01']],
    ['week', ['2025-W01']],
    ['rep', ['r1', 'unassigned']],
    ['team', ['T1', 'unassigned']],
    ['manager', ['m1', 'unassigned']],
    ['segment', ['s', 'unknown']],
    ['product', ['unknown', 'x']],
  ] as const)('keys by %s', (by, keys) => {
    const oracle = createOracle([
      says.tenant(0, { time_zone: 'America/New_York' }),
      says.pipeline(0),
      says.person(2, 'r1', { team: 'T1', manager_id: 'm1' }),
      says.person(3, 'r1', { team: 'T2', manager_id: 'm2' }),
      says.stage(0.1, 'd1', 'A', { owner_id: 'r1', segment: 's' }),
      says.stage(0.9, 'd2', 'A', { product: 'x' }),
    ]);
    const rows = oracle.funnel({ from: '2024-12-01', to: '2025-02-01', asOf: day(99), pipeline: 'p', by });
    expect(rows.map(({ key }) => key)).toEqual(keys);
  });

  it('counts ISO weeks of the year their Thursday lies in', () => {
    const rows = (days: number): string[] =>
      createOracle([says.pipeline(0), says.stage(days, 'd', 'A')])
        .funnel({ from: '2020-01-01', to: '2030-01-01', asOf: day(2000), pipeline: 'p', by: 'week' })
        .map(({ key }) => key);
    expect(rows(-2)).toEqual(['2025-W01']);
    expect(rows(-3)).toEqual(['2024-W52']);
    expect(rows(365 + 3)).toEqual(['2026-W01']);
    expect(rows(2 * 365)).toEqual(['2026-W53']);
  });
});

describe('horizon', () => {
  /** Deals that enter A on a day and advance so many days later. */
  const advancing = (entryDay: number, durations: readonly number[], prefix: string) =>
    durations.flatMap((days, index) => [
      says.stage(entryDay, `${prefix}-${index}`, 'A'),
      says.stage(entryDay + days, `${prefix}-${index}`, 'B'),
    ]);
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

  it('is the smallest whole week not below the 95th percentile of the year before last quarter', () => {
    const events = [says.pipeline(0), ...advancing(0, upTo(30), 'd')];
    // 29 of 30 is the first share of at least 95 %: 29 days, so five weeks.
    expect(createOracle(events).horizon('p', 'A', '2025-08-15')).toEqual({ days: 35, source: 'recent' });
    const hundred = upTo(100).map((rank) => (rank < 95 ? 20 : rank === 95 ? 28 : 90));
    const weeks = [says.pipeline(0), ...advancing(0, hundred, 'd')];
    expect(createOracle(weeks).horizon('p', 'A', '2025-08-15')).toEqual({ days: 28, source: 'recent' });
  });

  it('takes all advanced before the quarter where the year has fewer than 30', () => {
    const events = [
      says.pipeline(0),
      ...advancing(0, upTo(29), 'year'),
      // Entered within three months of the quarter.
      ...advancing(120, [50, 50], 'late'),
      // Advanced in the quarter of as_of.
      ...advancing(120, [100], 'now'),
    ];
    expect(createOracle(events).horizon('p', 'A', '2025-08-15')).toEqual({ days: 56, source: 'all' });
  });

  it('is 60 days where there are fewer than 30 in all, and what the stage says where it says so', () => {
    const events = [says.pipeline(0), ...advancing(0, upTo(29), 'd')];
    expect(createOracle(events).horizon('p', 'A', '2025-08-15')).toEqual({ days: 60, source: 'default' });
    const [a, ...rest] = threeSteps;
    const given = [says.pipeline(1, [{ ...a, horizon_days: 44 }, ...rest]), ...events.slice(1)];
    expect(createOracle(given).horizon('p', 'A', '2025-08-15')).toEqual({ days: 44, source: 'stage' });
  });

  it('leaves skipped deals out', () => {
    const events = upTo(30).flatMap((index) => [
      says.stage(0, `d${index}`, 'A'),
      says.stage(5, `d${index}`, 'C'),
    ]);
    const oracle = createOracle([says.pipeline(0), ...events]);
    expect(oracle.horizon('p', 'A', '2025-08-15').source).toBe('recent');
    expect(oracle.horizon('p', 'B', '2025-08-15').source).toBe('default');
  });

  it('stays within 7 and 180 days', () => {
    const same = (days: number) =>
      createOracle([
        says.pipeline(0),
        ...advancing(
          0,
          upTo(30).map(() => days),
          'd',
        ),
      ]);
    expect(same(0.5).horizon('p', 'A', '2025-12-15').days).toBe(7);
    expect(same(200).horizon('p', 'A', '2025-12-15').days).toBe(180);
  });

  it('begins the quarter at the midnight of the tenant', () => {
    const events = [
      says.tenant(0, { time_zone: 'America/New_York' }),
      says.pipeline(0),
      ...advancing(89, upTo(30), 'd'),
    ];
    // One second before four in the morning UTC it is still June in New York.
    const at = (asOf: string) => createOracle(events).horizon('p', 'A', asOf).source;
    expect(at('2025-07-01T03:59:59Z')).toBe('default');
    expect(at('2025-07-01T04:00:00Z')).toBe('recent');
  });
});
