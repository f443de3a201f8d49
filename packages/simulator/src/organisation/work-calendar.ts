import type { Temporal } from 'temporal-polyfill';
import { publicHolidays } from './public-holidays.ts';
import { timeZone } from './sales-process.ts';
import type { RandomStream } from '../random-stream.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

export interface CalendarDay {
  /** `YYYY-MM-DD` in the tenant's zone. */
  readonly date: string;
  /** 1–12. */
  readonly month: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly openMs: number;
  readonly closeMs: number;
  readonly isWorkday: boolean;
}

/** Office hours of the example organisation, local time. */
export const officeHours = { open: '08:30', close: '17:30' };

/**
 * The days of the simulated span in the tenant's zone. All times are milliseconds since 1970. Times after the
 * last day belong to the last day: what happens there is never shown.
 */
export class WorkCalendar {
  readonly days: readonly CalendarDay[];
  readonly holidays: readonly string[];
  readonly #firstMs: number;

  /** @param firstDate first local day · @param dayCount how many days follow */
  constructor(firstDate: Temporal.PlainDate, dayCount: number) {
    this.holidays = publicHolidays(firstDate.year, firstDate.add({ days: dayCount }).year);
    const closed = new Set(this.holidays);
    const days: CalendarDay[] = [];
    for (let index = 0; index < dayCount; index += 1) {
      const date = firstDate.add({ days: index });
      const at = (plainTime: string): number =>
        date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
      days.push({
        date: date.toString(),
        month: date.month,
        startMs: date.toZonedDateTime(timeZone).epochMilliseconds,
        endMs: date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
        openMs: at(officeHours.open),
        closeMs: at(officeHours.close),
        isWorkday: date.dayOfWeek <= 5 && !closed.has(date.toString()),
      });
    }
    this.days = days;
    this.#firstMs = days[0]?.startMs ?? 0;
  }

  /** Index of the local day that contains the time; clock changes shift midnights by an hour. */
  indexAt(timeMs: number): number {
    let index = Math.max(0, Math.min(this.days.length - 1, Math.floor((timeMs - this.#firstMs) / dayMs)));
    if (index > 0 && timeMs < this.dayAt(index).startMs) index -= 1;
    if (index < this.days.length - 1 && timeMs >= this.dayAt(index).endMs) index += 1;
    return index;
  }

  dayAt(index: number): CalendarDay {
    const day = this.days[index];
    if (day === undefined) throw new RangeError(`no day ${index} in the calendar`);
    return day;
  }

  dayOf(timeMs: number): CalendarDay {
    return this.dayAt(this.indexAt(timeMs));
  }

  /** When the office opens on the first working day from the time on. */
  openingFrom(timeMs: number): number {
    return this.days.find((day) => day.isWorkday && day.openMs >= timeMs)?.openMs ?? timeMs;
  }

  /** The time itself if the office is open, else a moment in the first hours of the next working day. */
  nextOpen(timeMs: number, random: RandomStream): number {
    for (let index = this.indexAt(timeMs); index < this.days.length; index += 1) {
      const day = this.dayAt(index);
      if (!day.isWorkday || timeMs >= day.closeMs) continue;
      return timeMs >= day.openMs ? timeMs : Math.floor(day.openMs + random.uniform() * 3 * hourMs);
    }
    return timeMs;
  }

  /** The time itself if the office is open, else a moment in the last hours of the working day before. */
  previousOpen(timeMs: number, random: RandomStream): number {
    for (let index = this.indexAt(timeMs); index >= 0; index -= 1) {
      const day = this.dayAt(index);
      if (!day.isWorkday || timeMs < day.openMs) continue;
      return timeMs < day.closeMs ? timeMs : Math.floor(day.closeMs - random.uniform() * 3 * hourMs);
    }
    return timeMs;
  }

  /** The time after so many office hours have passed. */
  afterOfficeHours(timeMs: number, hours: number): number {
    let leftMs = hours * hourMs;
    let fromMs = timeMs;
    for (let index = this.indexAt(timeMs); index < this.days.length; index += 1) {
      const day = this.dayAt(index);
      if (!day.isWorkday || fromMs >= day.closeMs) continue;
      const startMs = Math.max(fromMs, day.openMs);
      if (startMs + leftMs < day.closeMs) return Math.floor(startMs + leftMs);
      leftMs -= day.closeMs - startMs;
      fromMs = day.closeMs;
    }
    return Math.floor(fromMs + leftMs);
  }
}
