import { describe, expect, it } from 'vitest';
import {
  addDays,
  formatDay,
  formatLocalDay,
  formatMoment,
  formatMonth,
  formatStay,
  localDayOf,
} from './dates.ts';

const beforeMidnight = '2026-11-21T23:30:00.000000Z';

describe('dates in words', () => {
  it('speak of the tenant’s day, not of the reader’s', () => {
    expect(formatDay(beforeMidnight, 'UTC')).toBe('21 Nov 2026');
    expect(formatDay(beforeMidnight, 'Europe/Vienna')).toBe('22 Nov 2026');
    expect(formatMoment(beforeMidnight, 'Europe/Vienna')).toBe('22 Nov 2026, 00:30');
    expect(localDayOf(Date.parse(beforeMidnight), 'Europe/Vienna')).toBe('2026-11-22');
    expect(formatLocalDay('2026-02-28')).toBe('28 Feb 2026');
    expect(formatMonth('2026-11')).toBe('November 2026');
  });

  it('count on over the ends of months', () => {
    expect(addDays('2026-11-22', 28)).toBe('2026-12-20');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  });

  it.each([
    ['2026-01-01T00:00:00.000000Z', '2026-01-01T00:59:00.000000Z', 'under an hour'],
    ['2026-01-01T00:00:00.000000Z', '2026-01-01T01:10:00.000000Z', '1 hour'],
    ['2026-01-01T00:00:00.000000Z', '2026-01-02T23:59:00.000000Z', '47 hours'],
    ['2026-01-01T00:00:00.000000Z', '2026-01-12T06:00:00.000000Z', '11 days'],
    ['2026-01-02T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z', 'under an hour'],
  ])('say how long it is from %s to %s', (from, to, words) => {
    expect(formatStay(from, to)).toBe(words);
  });
});
