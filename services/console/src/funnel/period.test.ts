import { describe, expect, it } from 'vitest';
import { readPeriod, resolvePeriod } from './period.ts';

const instant = '2026-11-22T23:00:00.000000Z';

describe('the period of the funnel', () => {
  it.each([
    ['', { kind: 'last', length: '6m' }],
    ['period=12m', { kind: 'last', length: '12m' }],
    ['period=all', { kind: 'all' }],
    ['period=7y', { kind: 'last', length: '6m' }],
    ['period=constructor', { kind: 'last', length: '6m' }],
    ['from=2026-01-01&to=2026-04-01&period=3m', { kind: 'dates', from: '2026-01-01', to: '2026-04-01' }],
    ['from=2026-04-01&to=2026-01-01', { kind: 'last', length: '6m' }],
    ['from=yesterday&to=today', { kind: 'last', length: '6m' }],
  ])('reads %j', (query, choice) => {
    expect(readPeriod(new URLSearchParams(query))).toEqual(choice);
  });

  it('counts lengths back from the moment and leaves days to the server', () => {
    expect(resolvePeriod({ kind: 'last', length: '3m' }, { instant })).toEqual({
      from: '2026-08-23T23:00:00.000000Z',
      to: instant,
    });
    const dates = { kind: 'dates', from: '2026-01-01', to: '2026-04-01' } as const;
    expect(resolvePeriod(dates, { instant })).toEqual({ from: '2026-01-01', to: '2026-04-01' });
    expect(resolvePeriod({ kind: 'last', length: '3m' }, { day: '2026-11-22' })).toEqual({
      from: '2026-08-23',
      to: '2026-11-22',
    });
  });

  it('reaches from the first day with data to the moment where all is asked for', () => {
    expect(resolvePeriod({ kind: 'all' }, { instant }, '2016-10-01')).toEqual({
      from: '2016-10-01',
      to: instant,
    });
    expect(resolvePeriod({ kind: 'all' }, { day: '2017-01-01' }, '2016-10-01')).toEqual({
      from: '2016-10-01',
      to: '2017-01-01',
    });
  });

  it('falls back to the standard length where the first day is unknown or not before the moment', () => {
    const standard = { from: '2016-03-02', to: '2016-08-31' };
    for (const firstDay of [null, '2016-10-01']) {
      expect(resolvePeriod({ kind: 'all' }, { day: '2016-08-31' }, firstDay)).toEqual(standard);
    }
  });
});
