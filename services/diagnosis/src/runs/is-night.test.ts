import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNight, isNightBeforeWeek } from './is-night.ts';

const hourMs = 3_600_000;
/** As the job runs: half past every hour. */
const halfPast = (hour: number): string =>
  new Date(Date.UTC(2026, 0, 1, 0, 30) + hour * hourMs).toISOString().replace('Z', '000Z');

/** The nights that begin in so many hours from the new year on. */
const nights = (zone: string, hours: number, of = isNight): string[] =>
  Array.from({ length: hours }, (_, hour) => halfPast(hour)).filter((at) => of(at, zone));

describe('the night of a tenant', () => {
  it.each([
    ['UTC', '2026-01-01T03:30:00.000000Z'],
    ['Europe/Berlin', '2026-01-01T02:30:00.000000Z'],
    ['Asia/Kolkata', '2026-01-01T21:30:00.000000Z'],
    ['America/Los_Angeles', '2026-01-01T11:30:00.000000Z'],
    ['Pacific/Auckland', '2026-01-01T14:30:00.000000Z'],
  ])('begins in %s at %s', (zone, at) => {
    expect(nights(zone, 24)).toEqual([at]);
  });

  it('comes once a local day all the year, clocks set forward and back', () => {
    const zones = [
      'Europe/Berlin',
      'Europe/London',
      'America/New_York',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Antarctica/Troll',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...zones), (zone) => {
        const days = nights(zone, 365 * 24).map((at) =>
          new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at)),
        );
        expect(new Set(days).size).toBe(days.length);
        expect(days.length).toBe(365);
      }),
      { numRuns: zones.length },
    );
  });

  it('before the week is that of Monday', () => {
    expect(nights('Europe/Berlin', 14 * 24, isNightBeforeWeek)).toEqual([
      '2026-01-05T02:30:00.000000Z',
      '2026-01-12T02:30:00.000000Z',
    ]);
  });
});
