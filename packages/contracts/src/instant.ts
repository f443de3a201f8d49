/**
 * A point in time as RFC 3339 text in UTC with exactly six fractional digits and a `Z`
 * (`2025-01-01T00:00:00.000000Z`), so that sorting the text bytewise sorts the times.
 */
export type Instant = string;

/** What reading a time can come to; everything but `instant` is a reason to refuse it. */
export type InstantReading =
  | { kind: 'instant'; instant: Instant }
  | { kind: 'not_rfc3339' }
  | { kind: 'no_such_moment' }
  | { kind: 'leap_second' }
  | { kind: 'too_precise' }
  | { kind: 'year_out_of_range' };

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
/** Nearly every time: in UTC, within the years, on a day that every month has, nothing to be cut. */
const plainUtc =
  /^(?:19[7-9]\d|2[0-2]\d\d)-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z$/;
const canonical = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const firstYear = 1970;
const lastYear = 2299;

/**
 * Reads an RFC 3339 time with offset. Kept to the microsecond: digits beyond the sixth are accepted only if
 * they are zeros, because cutting them would change what the sender said. Leap seconds (`:60`) are told apart
 * because no store keeps them. Years 1970–2299, after conversion to UTC.
 */
export function readInstant(text: string): InstantReading {
  if (plainUtc.test(text)) return { kind: 'instant', instant: padded(text) };
  const match = rfc3339.exec(text);
  if (match === null) return { kind: 'not_rfc3339' };
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = '',
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return { kind: 'no_such_moment' };
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return { kind: 'no_such_moment' };
  if (!isCalendarDate(Number(year), Number(month), Number(day))) return { kind: 'no_such_moment' };
  if (second === '60') return { kind: 'leap_second' };
  if (/[1-9]/.test(fraction.slice(6))) return { kind: 'too_precise' };
  const offsetMinutes = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute));
  const seconds =
    offsetMinutes === 0
      ? `${year}-${month}-${day}T${hour}:${minute}:${second}`
      : toUtcSeconds(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`, offsetMinutes);
  const utcYear = Number(seconds.slice(0, 4));
  if (utcYear < firstYear || utcYear > lastYear) return { kind: 'year_out_of_range' };
  return { kind: 'instant', instant: `${seconds}.${fraction.slice(0, 6).padEnd(6, '0')}Z` };
}

/** A plain UTC time with all six digits. */
function padded(text: string): Instant {
  return text.length === 27 ? text : `${text.slice(0, 19)}.${text.slice(20, -1).padEnd(6, '0')}Z`;
}

function toUtcSeconds(localAsUtc: string, offsetMinutes: number): string {
  return new Date(Date.parse(localAsUtc) - offsetMinutes * 60_000).toISOString().slice(0, 19);
}

/** The canonical form of an RFC 3339 time with offset, or null where {@link readInstant} gives a reason to refuse it. */
export function toInstant(text: string): Instant | null {
  const reading = readInstant(text);
  return reading.kind === 'instant' ? reading.instant : null;
}

/** The instant of a `Date`, whose milliseconds become microseconds. Throws `RangeError` outside the years 1970–2299. */
export function instantOfDate(date: Date): Instant {
  const instant = toInstant(date.toISOString());
  if (instant === null)
    throw new RangeError(`outside the years ${firstYear} to ${lastYear}: ${date.toISOString()}`);
  return instant;
}

/**
 * The instant `seconds` (whole, may be negative) after another, its microseconds untouched. Throws `RangeError` for
 * text that is no {@link Instant} and for results outside the years 1970–2299.
 */
export function addSeconds(instant: Instant, seconds: number): Instant {
  if (!canonical.test(instant)) throw new RangeError(`not an instant in canonical form: ${instant}`);
  const moved = new Date(Date.parse(`${instant.slice(0, 19)}Z`) + seconds * 1000);
  return instantOfDate(moved).slice(0, 19) + instant.slice(19);
}

/** True for `YYYY-MM-DD` with a day that exists, in the years 1970–2299. */
export function isLocalDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match;
  if (Number(year) < firstYear || Number(year) > lastYear) return false;
  return isCalendarDate(Number(year), Number(month), Number(day));
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isCalendarDate(year: number, month: number, day: number): boolean {
  const leapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leapYear ? 29 : (daysOfMonth[month - 1] ?? 0);
  return day >= 1 && day <= days;
}
