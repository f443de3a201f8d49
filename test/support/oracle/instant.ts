/** A moment as RFC 3339 UTC with exactly six fractional digits, so that moments compare as strings. */
export type Instant = string;

const rfc3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([Zz]|[+-]\d\d:\d\d)$/;

/** Reads RFC 3339 with an offset; throws on anything else, for accepted events hold nothing else. */
export function toInstant(text: string): Instant {
  const [, date, clock, fraction = '', offset] = rfc3339.exec(text) ?? [];
  const epochMs = Date.parse(`${date}T${clock}${offset}`.toUpperCase());
  if (Number.isNaN(epochMs)) throw new Error(`not an RFC 3339 time with an offset: ${text}`);
  return `${new Date(epochMs).toISOString().slice(0, 19)}.${fraction.padEnd(6, '0')}Z`;
}

/** Whole milliseconds since 1970; the microseconds below them are dropped. */
export function epochMsOf(instant: Instant): number {
  return Date.parse(`${instant.slice(0, 23)}Z`);
}

/** Exact for any two moments less than 285 years apart. */
export function microsBetween(from: Instant, to: Instant): number {
  const belowMs = (instant: Instant): number => Number(instant.slice(23, 26));
  return (epochMsOf(to) - epochMsOf(from)) * 1_000 + belowMs(to) - belowMs(from);
}

export const microsPerDay = 86_400_000_000;

/** The later of two moments. */
export function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
