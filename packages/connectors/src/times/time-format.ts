/** Parts of a written time, not yet checked against the calendar. */
export interface WrittenTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** Minutes east of UTC, or undefined where the text says none. */
  readonly offsetMinutes: number | undefined;
}

export interface TimeFormat {
  /** True if every text in this format says its offset. */
  readonly hasOffset: boolean;
  /** True if every text of RFC 3339 is in this format. */
  readonly includesRfc3339: boolean;
  /** The parts, or undefined if the text is not in this format. */
  read(text: string): WrittenTime | undefined;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const offsetPattern = '(?<offset>Z|z|[+-]\\d\\d(?::?\\d\\d)?)';
const iso =
  '(?<yyyy>\\d{4})-(?<MM>\\d\\d)-(?<dd>\\d\\d)[Tt ](?<HH>\\d\\d):(?<mm>\\d\\d)(?::(?<ss>\\d\\d)(?:[.,](?<S>\\d{1,9}))?)?';

const tokens: Readonly<Record<string, string>> = {
  yyyy: '(?<yyyy>\\d{4})',
  MMM: `(?<MMM>${monthNames.join('|')})[a-z]*`,
  MM: '(?<MM>\\d\\d)',
  M: '(?<M>\\d{1,2})',
  dd: '(?<dd>\\d\\d)',
  d: '(?<d>\\d{1,2})',
  HH: '(?<HH>\\d\\d)',
  H: '(?<H>\\d{1,2})',
  hh: '(?<hh>\\d\\d)',
  h: '(?<h>\\d{1,2})',
  mm: '(?<mm>\\d\\d)',
  ss: '(?<ss>\\d\\d)',
  S: '(?<S>\\d{1,9})',
  a: '(?<a>[ap]\\.?m\\.?)',
  XXX: offsetPattern,
};

/** One letter run of a pattern, a text in single quotes ('' is a quote itself), or any other character. */
const patternPiece = /([A-Za-z])\1*|'((?:[^']|'')*)'|[^A-Za-z']/gy;

/**
 * A format by its name or its pattern. Names: `rfc3339` (offset required), `iso8601` (date, or date and time, offset
 * optional), `unix_s`, `unix_ms`. Pattern letters: yyyy MM M MMM (English names) dd d HH H hh h mm ss S (1 to 9
 * fractional digits) a (am/pm) XXX (Z or an offset); text in single quotes. Digits beyond the microsecond are cut off.
 */
export function compileTimeFormat(
  pattern: string,
):
  | { readonly kind: 'format'; readonly format: TimeFormat }
  | { readonly kind: 'invalid'; readonly message: string } {
  switch (pattern) {
    case 'rfc3339':
      return compiled(`${iso}${offsetPattern}`, { hasOffset: true, includesRfc3339: true });
    case 'iso8601':
      return compiled(`(?:${iso}${offsetPattern}?|(?<yyyy>\\d{4})-(?<MM>\\d\\d)-(?<dd>\\d\\d))`, {
        hasOffset: false,
        includesRfc3339: true,
      });
    case 'unix_s':
      return { kind: 'format', format: unixFormat(1000) };
    case 'unix_ms':
      return { kind: 'format', format: unixFormat(1) };
    default:
      return compilePattern(pattern);
  }
}

function compiled(
  expression: string,
  features: Omit<TimeFormat, 'read'>,
): { kind: 'format'; format: TimeFormat } {
  const regex = new RegExp(`^${expression}$`, 'i');
  return {
    kind: 'format',
    format: {
      ...features,
      read(text) {
        const groups = regex.exec(text)?.groups;
        return groups === undefined ? undefined : toWrittenTime(groups);
      },
    },
  };
}

function compilePattern(pattern: string): ReturnType<typeof compileTimeFormat> {
  const used = new Set<string>();
  let expression = '';
  let understood = 0;
  for (const [piece, letter, quoted] of pattern.matchAll(patternPiece)) {
    understood += piece.length;
    if (quoted !== undefined) {
      expression += escapeRegex(quoted === '' ? "'" : quoted.replaceAll("''", "'"));
    } else if (letter === undefined) {
      expression += escapeRegex(piece);
    } else {
      const name = letter === 'S' ? 'S' : piece;
      const token = tokens[name];
      if (token === undefined) {
        return {
          kind: 'invalid',
          message: `"${piece}" is no part of a time pattern; put text in single quotes`,
        };
      }
      if (used.has(name)) return { kind: 'invalid', message: `"${piece}" stands twice in the pattern` };
      used.add(name);
      expression += token;
    }
  }
  if (understood < pattern.length) {
    return { kind: 'invalid', message: 'a single quote in the pattern is not closed' };
  }
  const has = (...names: string[]): boolean => names.some((name) => used.has(name));
  if (!has('yyyy') || !has('MM', 'M', 'MMM') || !has('dd', 'd')) {
    return {
      kind: 'invalid',
      message: 'the pattern needs a year (yyyy), a month (MM, M or MMM) and a day (dd or d)',
    };
  }
  if (has('hh', 'h') !== has('a')) {
    return {
      kind: 'invalid',
      message: 'hours of twelve (hh, h) go with "a" (am/pm); hours of 24 are HH or H',
    };
  }
  return compiled(expression, { hasOffset: has('XXX'), includesRfc3339: false });
}

function escapeRegex(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

function toWrittenTime(groups: Readonly<Record<string, string | undefined>>): WrittenTime {
  const month = groups['MMM'];
  const half = groups['a']?.slice(0, 1).toLowerCase();
  const hour = Number(groups['HH'] ?? groups['H'] ?? groups['hh'] ?? groups['h'] ?? 0);
  return {
    year: Number(groups['yyyy']),
    month:
      month === undefined ? Number(groups['MM'] ?? groups['M']) : monthNames.indexOf(month.toLowerCase()) + 1,
    day: Number(groups['dd'] ?? groups['d']),
    hour: half === undefined ? hour : twelveHourClock(hour, half),
    minute: Number(groups['mm'] ?? 0),
    second: Number(groups['ss'] ?? 0),
    microsecond: Number((groups['S'] ?? '').slice(0, 6).padEnd(6, '0')),
    offsetMinutes: toOffsetMinutes(groups['offset']),
  };
}

/** 12 am is 0, 12 pm is 12; an hour that a twelve-hour clock does not have becomes one that no clock has. */
function twelveHourClock(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

function toOffsetMinutes(offset: string | undefined): number | undefined {
  if (offset === undefined) return undefined;
  if (offset === 'Z' || offset === 'z') return 0;
  const digits = offset.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return offset.startsWith('-') ? -minutes : minutes;
}

function unixFormat(unitMs: number): TimeFormat {
  return {
    hasOffset: true,
    includesRfc3339: false,
    read(text) {
      const match = /^(\d{1,13})(?:\.(\d{1,9}))?$/.exec(text);
      if (match === null) return undefined;
      const [, whole = '0', fraction = ''] = match;
      const microseconds = Number((fraction + '000000').slice(0, unitMs === 1 ? 3 : 6));
      const date = new Date(Number(whole) * unitMs);
      if (Number.isNaN(date.getTime())) return undefined;
      return {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
        microsecond: date.getUTCMilliseconds() * 1000 + microseconds,
        offsetMinutes: 0,
      };
    },
  };
}
