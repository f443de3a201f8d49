import { type Instant, toInstant } from '@stepup/contracts';
import type { LocalZone } from './local-zone.ts';
import type { TimeFormat, WrittenTime } from './time-format.ts';

const firstYear = 1970;
const lastYear = 2299;

type TimeReading =
  | { readonly kind: 'instant'; readonly instant: Instant }
  | { readonly kind: 'invalid'; readonly finding: string };

/** Reads the times of one mapping: the first format that fits decides; a time without offset is of the zone. */
export class TimeReader {
  readonly #formats: readonly TimeFormat[];
  readonly #zone: LocalZone | undefined;

  constructor(formats: readonly TimeFormat[], zone: LocalZone | undefined) {
    this.#formats = formats;
    this.#zone = zone;
  }

  readInstant(text: string): TimeReading {
    if (this.#formats[0]?.includesRfc3339 === true) {
      // A third of the time that the way by its parts takes; whatever else it finds, the parts are more lenient.
      const instant = toInstant(text);
      if (instant !== null) return { kind: 'instant', instant };
    }
    const written = this.#read(text);
    if (written === undefined)
      return { kind: 'invalid', finding: 'is in none of the formats that the mapping states' };
    if (!exists(written)) return { kind: 'invalid', finding: 'is a time that does not exist' };
    const wallClockMs = Date.UTC(
      written.year,
      written.month - 1,
      written.day,
      written.hour,
      written.minute,
      written.second,
    );
    let epochMs: number;
    if (written.offsetMinutes !== undefined) {
      epochMs = wallClockMs - written.offsetMinutes * 60_000;
    } else if (this.#zone !== undefined) {
      epochMs = this.#zone.toEpochMs(wallClockMs);
    } else {
      return { kind: 'invalid', finding: 'says no offset from UTC, and the mapping states no zone' };
    }
    const utc = new Date(epochMs).toISOString();
    const year = Number(utc.slice(0, 4));
    if (year < firstYear || year > lastYear) {
      return {
        kind: 'invalid',
        finding: `lies outside the years ${String(firstYear)} to ${String(lastYear)}`,
      };
    }
    return {
      kind: 'instant',
      instant: `${utc.slice(0, 19)}.${String(written.microsecond).padStart(6, '0')}Z`,
    };
  }

  /** The calendar date as written (`2017-12-31`), whatever the zone; undefined where {@link readInstant} would refuse. */
  readDate(text: string): string | undefined {
    const written = this.#read(text);
    if (written === undefined || !exists(written)) return undefined;
    const { year, month, day } = written;
    return `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }

  #read(text: string): WrittenTime | undefined {
    for (const format of this.#formats) {
      const written = format.read(text);
      if (written !== undefined) return written;
    }
    return undefined;
  }
}

function exists({ year, month, day, hour, minute, second, offsetMinutes }: WrittenTime): boolean {
  if (year < firstYear - 1 || year > lastYear + 1 || month < 1 || month > 12 || day < 1) return false;
  if (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return false;
  return hour < 24 && minute < 60 && second < 60 && Math.abs(offsetMinutes ?? 0) < 24 * 60;
}
