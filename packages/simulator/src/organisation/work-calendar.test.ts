import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { createRandomStream } from '../random-stream.ts';
import { easterSunday, publicHolidays } from './public-holidays.ts';
import { WorkCalendar, hourMs } from './work-calendar.ts';

const calendar = new WorkCalendar(Temporal.PlainDate.from('2026-03-20'), 40);
const random = createRandomStream(1);
const at = (text: string): number => Date.parse(text);

describe('publicHolidays', () => {
  it.each([
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('knows Easter of %d', (year, date) => {
    expect(easterSunday(year).toString()).toBe(date);
  });

  it('lists the thirteen days of a year in order', () => {
    expect(publicHolidays(2026, 2026)).toEqual([
      '2026-01-01',
      '2026-01-06',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-06-04',
      '2026-08-15',
      '2026-10-26',
      '2026-11-01',
      '2026-12-08',
      '2026-12-25',
      '2026-12-26',
    ]);
  });
});

describe('WorkCalendar', () => {
  it('finds the local day on both sides of a clock change', () => {
    expect(calendar.dayOf(at('2026-03-28T22:59:59Z')).date).toBe('2026-03-28');
    expect(calendar.dayOf(at('2026-03-28T23:00:00Z')).date).toBe('2026-03-29');
    expect(calendar.dayOf(at('2026-03-29T21:59:59Z')).date).toBe('2026-03-29');
    expect(calendar.dayOf(at('2026-03-29T22:00:00Z')).date).toBe('2026-03-30');
    for (const day of calendar.days) {
      expect(calendar.dayOf(day.startMs)).toBe(day);
      expect(calendar.dayOf(day.endMs - 1)).toBe(day);
    }
  });

  it('moves to open hours, over the weekend and Easter Monday', () => {
    const wednesday = at('2026-04-01T10:00:00Z');
    expect(calendar.nextOpen(wednesday, random)).toBe(wednesday);
    const good = calendar.nextOpen(at('2026-04-03T20:00:00Z'), random);
    expect(calendar.dayOf(good).date).toBe('2026-04-07');
    expect(good).toBeGreaterThanOrEqual(at('2026-04-07T06:30:00Z'));
    const before = calendar.previousOpen(at('2026-04-06T12:00:00Z'), random);
    expect(calendar.dayOf(before).date).toBe('2026-04-03');
  });

  it('counts office hours only', () => {
    // Friday 16:30 local; one hour is left that day, three more come on Tuesday after Easter.
    const late = at('2026-04-03T14:30:00Z');
    expect(calendar.afterOfficeHours(late, 4)).toBe(at('2026-04-07T06:30:00Z') + 3 * hourMs);
    expect(calendar.openingFrom(at('2026-04-03T06:30:01Z'))).toBe(at('2026-04-07T06:30:00Z'));
  });
});
