import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds, instantOfDate, isLocalDate, readInstant, toInstant } from './instant.ts';

describe('readInstant', () => {
  it.each([
    ['2025-01-01T00:00:00Z', '2025-01-01T00:00:00.000000Z'],
    ['2025-01-01t00:00:00z', '2025-01-01T00:00:00.000000Z'],
    ['2025-01-01T00:30:00+01:00', '2024-12-31T23:30:00.000000Z'],
    ['2025-12-31T23:30:00-00:45', '2026-01-01T00:15:00.000000Z'],
    ['2025-06-30T12:00:00.5-00:00', '2025-06-30T12:00:00.500000Z'],
    ['2025-06-30T12:00:00.123456+05:30', '2025-06-30T06:30:00.123456Z'],
    ['2025-06-30T12:00:00.1234560000Z', '2025-06-30T12:00:00.123456Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000000Z'],
    ['2299-12-31T23:59:59.999999Z', '2299-12-31T23:59:59.999999Z'],
  ])('reads %s', (text, instant) => {
    expect(readInstant(text)).toEqual({ kind: 'instant', instant });
  });

  it.each([
    ['2025-01-01', 'not_rfc3339'],
    ['2025-01-01T00:00:00', 'not_rfc3339'],
    ['2025-01-01 00:00:00Z', 'not_rfc3339'],
    ['2025-01-01T00:00Z', 'not_rfc3339'],
    ['2025-01-01T00:00:00.Z', 'not_rfc3339'],
    ['2025-01-01T00:00:00,5Z', 'not_rfc3339'],
    ['2025-01-01T00:00:00+0100', 'not_rfc3339'],
    ['٢٠٢٥-01-01T00:00:00Z', 'not_rfc3339'],
    ['', 'not_rfc3339'],
    ['2025-02-29T00:00:00Z', 'no_such_moment'],
    ['2100-02-29T00:00:00Z', 'no_such_moment'],
    ['2025-04-31T00:00:00Z', 'no_such_moment'],
    ['2025-00-10T00:00:00Z', 'no_such_moment'],
    ['2025-13-10T00:00:00Z', 'no_such_moment'],
    ['2025-01-00T00:00:00Z', 'no_such_moment'],
    ['2025-01-01T24:00:00Z', 'no_such_moment'],
    ['2025-01-01T00:60:00Z', 'no_such_moment'],
    ['2025-01-01T00:00:61Z', 'no_such_moment'],
    ['2025-01-01T00:00:00+24:00', 'no_such_moment'],
    ['2025-01-01T00:00:00+00:60', 'no_such_moment'],
    ['2016-12-31T23:59:60Z', 'leap_second'],
    ['2025-01-01T00:00:00.1234567Z', 'too_precise'],
    ['1969-12-31T23:59:59Z', 'year_out_of_range'],
    ['1970-01-01T00:00:00+00:01', 'year_out_of_range'],
    ['2299-12-31T23:59:59-00:01', 'year_out_of_range'],
    ['0001-01-01T00:00:00Z', 'year_out_of_range'],
  ])('refuses %s as %s', (text, kind) => {
    expect(readInstant(text)).toEqual({ kind });
    expect(toInstant(text)).toBeNull();
  });

  it('agrees with Date on every whole millisecond, at any offset', () => {
    const moment = fc.date({
      min: new Date('1970-01-03T00:00:00Z'),
      max: new Date('2299-12-29T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, fc.integer({ min: -23 * 60, max: 23 * 60 }), (date, offsetMinutes) => {
        const local = new Date(date.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(offsetMinutes);
        const offset = `${offsetMinutes < 0 ? '-' : '+'}${pad(Math.trunc(size / 60))}:${pad(size % 60)}`;
        expect(toInstant(local + offset)).toBe(instantOfDate(date));
      }),
    );
  });

  it('gives texts that sort as the times do', () => {
    const micros = fc.bigInt({ min: 0n, max: 10_000_000_000_000_000n });
    fc.assert(
      fc.property(micros, micros, (left, right) => {
        expect(instantOfMicros(left) < instantOfMicros(right)).toBe(left < right);
      }),
    );
  });
});

describe('addSeconds', () => {
  it('keeps the microseconds', () => {
    expect(addSeconds('2024-02-28T23:59:59.000001Z', 86_400)).toBe('2024-02-29T23:59:59.000001Z');
    expect(addSeconds('2024-03-01T00:00:00.999999Z', -1)).toBe('2024-02-29T23:59:59.999999Z');
  });

  it('refuses what is not canonical or leaves the range', () => {
    expect(() => addSeconds('2024-02-28T23:59:59Z', 1)).toThrow(RangeError);
    expect(() => addSeconds('2299-12-31T23:59:59.000000Z', 1)).toThrow(RangeError);
  });
});

describe('isLocalDate', () => {
  it.each(['1970-01-01', '2024-02-29', '2299-12-31'])('takes %s', (text) =>
    expect(isLocalDate(text)).toBe(true),
  );
  it.each(['1969-12-31', '2023-02-29', '2300-01-01', '2024-2-9', '2024-02-09T00:00:00Z', ''])(
    'refuses %s',
    (text) => expect(isLocalDate(text)).toBe(false),
  );
});

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function instantOfMicros(micros: bigint): string {
  const seconds = new Date(Number(micros / 1_000_000n) * 1000).toISOString().slice(0, 19);
  return toInstant(`${seconds}.${String(micros % 1_000_000n).padStart(6, '0')}Z`) ?? '';
}
