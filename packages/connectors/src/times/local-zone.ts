import { Temporal } from 'temporal-polyfill';

const dayMs = 86_400_000;
// A log spans days, not values: the cache stays small, and a hostile one cannot grow it without bound.
const cachedDaysLimit = 20_000;

/** An IANA time zone that turns wall-clock times into instants. */
export interface LocalZone {
  /**
   * Milliseconds since 1970 UTC of a wall-clock time, given as if it were UTC. A time that a clock change repeats is
   * the earlier one; a time that it skips moves forward by the length of the gap (RFC 5545, Temporal's "compatible").
   */
  toEpochMs(wallClockMs: number): number;
}

/** The zone of that name, or undefined where there is none. */
export function findZone(name: string): LocalZone | undefined {
  try {
    // Offsets such as +02:00 are accepted by Temporal, but they know no clock changes.
    if (/^[+-]/.test(name)) return undefined;
    toEpochMs(0, name);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const offsetOfDay = new Map<number, number | undefined>();
  return {
    toEpochMs(wallClockMs) {
      const day = Math.floor(wallClockMs / dayMs);
      if (!offsetOfDay.has(day)) {
        if (offsetOfDay.size >= cachedDaysLimit) offsetOfDay.clear();
        offsetOfDay.set(day, quietOffset(day, name));
      }
      const offset = offsetOfDay.get(day);
      return offset === undefined ? toEpochMs(wallClockMs, name) : wallClockMs - offset;
    },
  };
}

/** The day's offset, if no clock change lies between the noons around it. */
function quietOffset(day: number, zone: string): number | undefined {
  const noonBefore = (day - 0.5) * dayMs;
  const noonAfter = (day + 1.5) * dayMs;
  const offset = noonBefore - toEpochMs(noonBefore, zone);
  return noonAfter - toEpochMs(noonAfter, zone) === offset ? offset : undefined;
}

function toEpochMs(wallClockMs: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(wallClockMs)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}
