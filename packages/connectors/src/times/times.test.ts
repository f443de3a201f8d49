import { Temporal } from 'temporal-polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findZone } from './local-zone.ts';
import { compileTimeFormat } from './time-format.ts';
import { TimeReader } from './time-reader.ts';

function reader(pattern: string, zone?: string): TimeReader {
  const compiled = compileTimeFormat(pattern);
  if (compiled.kind === 'invalid') throw new Error(compiled.message);
  return new TimeReader([compiled.format], zone === undefined ? undefined : findZone(zone));
}

function instantOf(pattern: string, text: string, zone?: string): string {
  const reading = reader(pattern, zone).readInstant(text);
  return reading.kind === 'instant' ? reading.instant : reading.finding;
}

describe('times of a mapping', () => {
  it.each([
    ['rfc3339', '2011-10-01T00:38:44.546+02:00', undefined, '2011-09-30T22:38:44.546000Z'],
    ['rfc3339', '2011-10-01 00:38Z', undefined, '2011-10-01T00:38:00.000000Z'],
    ['rfc3339', '2011-10-01T00:38:44,1234567-0530', undefined, '2011-10-01T06:08:44.123456Z'],
    ['iso8601', '2017-12-31', 'Europe/Amsterdam', '2017-12-30T23:00:00.000000Z'],
    ['iso8601', '2017-07-01T12:00', 'Europe/Amsterdam', '2017-07-01T10:00:00.000000Z'],
    ['yyyy-MM-dd', '2017-12-31', 'UTC', '2017-12-31T00:00:00.000000Z'],
    ['dd.MM.yyyy HH:mm', '01.02.2020 13:05', 'UTC', '2020-02-01T13:05:00.000000Z'],
    ['M/d/yyyy h:mm a', '2/9/2020 12:05 AM', 'UTC', '2020-02-09T00:05:00.000000Z'],
    ['M/d/yyyy h:mm a', '12/31/2020 12:05 p.m.', 'UTC', '2020-12-31T12:05:00.000000Z'],
    ['d MMM yyyy', '3 March 2020', 'UTC', '2020-03-03T00:00:00.000000Z'],
    ["yyyyMMdd'T'HHmmss", '20200303T040506', 'UTC', '2020-03-03T04:05:06.000000Z'],
    ['yyyy-MM-dd HH:mm:ss.SSS XXX', '2020-01-01 00:00:00.5 +01', undefined, '2019-12-31T23:00:00.500000Z'],
    ['unix_s', '1577836800.25', undefined, '2020-01-01T00:00:00.250000Z'],
    ['unix_ms', '1577836800250', undefined, '2020-01-01T00:00:00.250000Z'],
  ])('reads %s: %s (%s)', (pattern, text, zone, instant) => {
    expect(instantOf(pattern, text, zone)).toBe(instant);
  });

  it.each([
    ['yyyy-MM-dd', '2017-02-29', 'does not exist'],
    ['yyyy-MM-dd', '2017-13-01', 'does not exist'],
    ['yyyy-MM-dd HH:mm', '2017-01-01 24:00', 'does not exist'],
    ['h:mm a d/M/yyyy', '13:00 PM 1/1/2020', 'does not exist'],
    ['yyyy-MM-dd', '1900-01-01', 'does not exist'],
    ['yyyy-MM-dd', '31/12/2017', 'in none of the formats'],
    ['yyyy-MM-dd', '2017-12-31 ', 'in none of the formats'],
    ['rfc3339', '2017-12-31T00:00:00', 'in none of the formats'],
    ['rfc3339', '2299-12-31T23:59:59-23:00', 'outside the years'],
    ['unix_ms', '9999999999999999', 'in none of the formats'],
  ])('refuses %s: %j', (pattern, text, finding) => {
    expect(instantOf(pattern, text, 'UTC')).toContain(finding);
  });

  it('takes the earlier of two times that a clock change repeats, and moves a skipped one forward by the gap', () => {
    const pattern = 'yyyy-MM-dd HH:mm';
    expect(instantOf(pattern, '2011-10-30 02:30', 'Europe/Amsterdam')).toBe('2011-10-30T00:30:00.000000Z');
    expect(instantOf(pattern, '2012-03-25 02:30', 'Europe/Amsterdam')).toBe('2012-03-25T01:30:00.000000Z');
    // Here the clock changes at midnight, so the day itself starts at one o'clock.
    expect(instantOf(pattern, '2018-11-04 00:00', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000000Z');
  });

  it('agrees with Temporal at any time in any zone', () => {
    const zones = [
      'Europe/Amsterdam',
      'America/Sao_Paulo',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Africa/Casablanca',
      'UTC',
    ];
    const found = new Map(zones.map((zone) => [zone, findZone(zone)]));
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 2_500_000 }), (zone, tenMinutes) => {
        const wallClock = new Temporal.PlainDateTime(1975, 1, 1).add({ minutes: tenMinutes * 10 });
        const asIfUtc = wallClock.toZonedDateTime('UTC').epochMilliseconds;
        expect(found.get(zone)?.toEpochMs(asIfUtc)).toBe(wallClock.toZonedDateTime(zone).epochMilliseconds);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['Europe/Amsterdm', '+02:00', '', 'CET or so'])('knows no zone %j', (name) => {
    expect(findZone(name)).toBeUndefined();
  });

  it.each([
    ['yyyy-mm-dd', 'a month'],
    ['yyyy-MM', 'a day'],
    ['yyyy-MM-dd hh:mm', 'am/pm'],
    ['yyyy-MM-dd HH:mm a', 'am/pm'],
    ['YYYY-MM-dd', '"YYYY" is no part'],
    ["yyyy-MM-dd 'at", 'not closed'],
    ['yyyy-MM-dd yyyy', 'twice'],
  ])('does not take the pattern %j', (pattern, message) => {
    expect(compileTimeFormat(pattern)).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(message),
    });
  });

  it('reads the calendar date as written, whatever the zone', () => {
    expect(reader('dd.MM.yyyy', 'Pacific/Apia').readDate('05.06.2020')).toBe('2020-06-05');
    expect(reader('dd.MM.yyyy', 'UTC').readDate('31.06.2020')).toBeUndefined();
  });
});
