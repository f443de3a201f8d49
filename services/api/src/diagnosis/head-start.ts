import { type Instant, instantOfDate } from '@stepup/contracts';
import { Temporal } from 'temporal-polyfill';

/** How long a finding is the person's alone, and by whose calendar. */
export interface HeadStart {
  readonly workingDays: number;
  readonly timeZone: string;
  /** The tenant's days without work, `YYYY-MM-DD`. */
  readonly holidays: ReadonlySet<string>;
}

const friday = 5;
/** A calendar that says every day is a holiday must not go on for ever. */
const mostDays = 366;

/**
 * The moment from which others than the person see a finding: after so many whole working days (Monday to Friday without the
 * tenant's holidays, in its zone) from the look that raised it. Counted from the look and not from when it was computed, so that
 * what an import of past months finds is there at once, and what a look finds at night is the person's first.
 */
export function headStartEndsAt(raisedAt: Instant, { workingDays, timeZone, holidays }: HeadStart): Instant {
  if (workingDays === 0) return raisedAt;
  let day = Temporal.Instant.from(raisedAt).toZonedDateTimeISO(timeZone).toPlainDate();
  let remaining = workingDays;
  for (let passed = 0; remaining > 0 && passed < mostDays; passed += 1) {
    if (day.dayOfWeek <= friday && !holidays.has(day.toString())) remaining -= 1;
    day = day.add({ days: 1 });
  }
  return instantOfDate(new Date(day.toZonedDateTime(timeZone).epochMilliseconds));
}
