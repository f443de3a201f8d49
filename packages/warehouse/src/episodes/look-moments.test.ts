import { describe, expect, it } from 'vitest';
import { lastLookMoment, listLookMoments } from './look-moments.ts';

describe('lastLookMoment', () => {
  it.each([
    ['in the middle of a month', '2026-11-22T10:00:00.000000Z', 'UTC', '2026-11-01T00:00:00.000000Z'],
    ['at a month end', '2018-01-01T00:00:00.000000Z', 'UTC', '2018-01-01T00:00:00.000000Z'],
    ['a moment before it', '2017-12-31T23:59:59.999999Z', 'UTC', '2017-12-01T00:00:00.000000Z'],
    ['in summer time', '2026-07-15T00:00:00.000000Z', 'Europe/Vienna', '2026-06-30T22:00:00.000000Z'],
    [
      'east of the date line',
      '2026-01-31T12:00:00.000000Z',
      'Pacific/Auckland',
      '2026-01-31T11:00:00.000000Z',
    ],
  ])('%s', (_, asOf, timeZone, expected) => {
    expect(lastLookMoment(asOf, timeZone)).toBe(expected);
  });
});

describe('listLookMoments', () => {
  const scope = { after: '2025-11-10T00:00:00.000000Z', timeZone: 'UTC', most: 60 };

  it('lists every month end between the first entry and the moment asked, in order', () => {
    expect(listLookMoments({ ...scope, asOf: '2026-02-14T00:00:00.000000Z' })).toEqual([
      '2025-12-01T00:00:00.000000Z',
      '2026-01-01T00:00:00.000000Z',
      '2026-02-01T00:00:00.000000Z',
    ]);
  });

  it('lists none before the first month has ended', () => {
    expect(listLookMoments({ ...scope, asOf: '2025-11-30T23:59:59.999999Z' })).toEqual([]);
  });

  it('keeps the last ones of a long history', () => {
    const moments = listLookMoments({ ...scope, asOf: '2035-01-01T00:00:00.000000Z', most: 2 });
    expect(moments).toEqual(['2034-12-01T00:00:00.000000Z', '2035-01-01T00:00:00.000000Z']);
  });
});
