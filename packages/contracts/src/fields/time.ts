import * as z from 'zod';
import { type InstantReading, isLocalDate, readInstant } from '../instant.ts';

const example = '2026-01-31T09:00:00Z';

const reasons = {
  not_rfc3339: `must be RFC 3339 with an offset, like ${example}`,
  no_such_moment: `names a day or an hour that does not exist; write a real moment, like ${example}`,
  leap_second: 'is a leap second (:60), which cannot be kept; send second 59 or the next minute',
  too_precise:
    'has more than six fractional digits; send microseconds at most, like 2026-01-31T09:00:00.123456Z',
  year_out_of_range: 'must lie in the years 1970 to 2299',
} satisfies Record<Exclude<InstantReading['kind'], 'instant'>, string>;

/** An RFC 3339 time with offset, normalised to an `Instant`. */
export const instant = z
  .string()
  .transform((text, context) => {
    const reading = readInstant(text);
    if (reading.kind === 'instant') return reading.instant;
    context.addIssue({ code: 'custom', message: reasons[reading.kind], params: { code: 'time_invalid' } });
    return z.NEVER;
  })
  .meta({ description: 'RFC 3339 time with offset, microseconds at most', format: 'date-time' });

/** A day without a time zone, `YYYY-MM-DD`, years 1970–2299. */
export const localDate = z
  .string()
  .refine(isLocalDate, {
    message: 'must be a day that exists, YYYY-MM-DD, in the years 1970 to 2299',
    params: { code: 'time_invalid' },
  })
  .meta({ description: 'Day, YYYY-MM-DD', format: 'date' });

/** A month without a time zone, `YYYY-MM`. */
export const localMonth = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'must be a month, like 2026-11');

/** Time of day, `HH:MM`; `24:00` ends a day. */
export const timeOfDay = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day, HH:MM, like 09:00');

/** IANA time zone, checked against the runtime's own list and returned in the spelling of that list. */
export const timeZone = z
  .string()
  .transform((text, context) => {
    const spelled = spellTimeZone(text);
    if (spelled !== null) return spelled;
    context.addIssue({ code: 'custom', message: 'must be an IANA time zone, like Europe/Berlin or UTC' });
    return z.NEVER;
  })
  .meta({ description: 'IANA time zone, like Europe/Berlin' });

// Intl takes any letter case, and in place of some names gives the one they are an alias of; stores know the exact
// spelling alone. Offsets such as +01:00 are zones to Intl, but have no rules for summer time.
function spellTimeZone(text: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(text)) return null;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    if (known.toLowerCase() === text.toLowerCase()) return known;
    return /(?:^|\/)[a-z]/.test(text) ? null : text;
  } catch {
    return null;
  }
}
