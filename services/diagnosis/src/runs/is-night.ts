import type { Instant } from '@stepup/contracts';
import { Temporal } from 'temporal-polyfill';

/** The local hour in which a tenant's work of the night begins. Clocks are set forward and back before it nearly everywhere. */
const nightHour = 3;
const monday = 1;

/** Whether the work of the night begins now where the tenant is: true in one hour of every local day. */
export function isNight(at: Instant, timeZone: string): boolean {
  return localTime(at, timeZone).hour === nightHour;
}

/** The same for what is done once a week, before the week begins. */
export function isNightBeforeWeek(at: Instant, timeZone: string): boolean {
  return isNight(at, timeZone) && localTime(at, timeZone).dayOfWeek === monday;
}

function localTime(at: Instant, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
}
