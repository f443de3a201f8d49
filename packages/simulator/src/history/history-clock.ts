import { type Instant, instantOfDate } from '@stepup/contracts';
import type { RandomStream } from '../random-stream.ts';

/** Microseconds since 1970. */
export type EpochUs = number;

const hourUs: EpochUs = 3_600_000_000;
export const dayUs: EpochUs = 24 * hourUs;

/** Some days before the clocks of central Europe go forward (30 March 2025), so that a history lies across it. */
const originUs: EpochUs = Date.UTC(2025, 2, 20) * 1_000;
export const historyDays = 45;

export function formatUs(timeUs: EpochUs): Instant {
  const milliseconds = Math.floor(timeUs / 1_000);
  const micros = String(timeUs - milliseconds * 1_000).padStart(3, '0');
  return `${instantOfDate(new Date(milliseconds)).slice(0, 23)}${micros}Z`;
}

/** The first moment of a day of the history, counted from 0. */
export function dayStart(day: number): EpochUs {
  return originUs + day * dayUs;
}

/**
 * A moment of a day, from a coarse grid on purpose: equal times, equal lengths of ownership and times one
 * microsecond apart must all be common.
 */
export function drawMoment(random: RandomStream, day: number): EpochUs {
  const offsets = [0, 0, 0, 1, 12 * hourUs, 23 * hourUs, random.integer(0, dayUs - 1)];
  return dayStart(day) + random.pick(offsets);
}
