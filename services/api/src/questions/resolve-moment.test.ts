import { describe, expect, it } from 'vitest';
import { defaultAsOf, resolveMoment } from './resolve-moment.ts';

const now = '2026-11-22T12:00:00.000000Z';

describe('defaultAsOf', () => {
  it.each([
    ['nothing has come yet', null, 'UTC', now],
    ['the newest event is of today', '2026-11-22T11:00:00.000000Z', 'UTC', now],
    ['it lies ahead', '2026-11-23T11:00:00.000000Z', 'UTC', now],
    ['it is of the past', '2017-12-31T08:00:00.000000Z', 'UTC', '2018-01-01T00:00:00.000000Z'],
    ['it was at midnight', '2018-01-01T00:00:00.000000Z', 'UTC', '2018-01-02T00:00:00.000000Z'],
    [
      'the day ends later in the west',
      '2018-01-01T03:00:00.000000Z',
      'America/New_York',
      '2018-01-01T05:00:00.000000Z',
    ],
    [
      'the clock changes that day',
      '2025-03-30T10:00:00.000000Z',
      'Europe/Berlin',
      '2025-03-30T22:00:00.000000Z',
    ],
  ])('when %s', (_name, newest, timeZone, expected) => {
    expect(defaultAsOf(now, newest, timeZone)).toBe(expected);
  });
});

describe('resolveMoment', () => {
  it('takes a day as its midnight in the zone', () => {
    expect(resolveMoment({ kind: 'local_date', date: '2025-07-01' }, 'Europe/Berlin')).toBe(
      '2025-06-30T22:00:00.000000Z',
    );
  });

  it('finds none outside the years of the product', () => {
    expect(resolveMoment({ kind: 'local_date', date: '1970-01-01' }, 'Asia/Tokyo')).toBeNull();
    expect(resolveMoment({ kind: 'instant', instant: '2299-12-31T23:59:59.999999Z' }, 'UTC')).toBeNull();
  });
});
