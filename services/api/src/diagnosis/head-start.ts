import { type Instant, instantOfDate } from '@stepup/contracts';
import { Temporal } from 'temporal-polyfill';

/** Working days in which a finding is the person's alone. */
const workingDays = 1;
const friday = 5;

/**
 * The moment from which others than the person see a finding: after a whole working day (Monday to Friday, in the tenant's zone)
 * from the look that raised it. Counted from the look and not from when it was computed, so that what an import of past
 * months finds is there at once, and what a look finds at night is the person's first.
 */
export function headStartEndsAt(raisedAt: Instant, timeZone: string): Instant {
  let day = Temporal.Instant.from(raisedAt).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let remaining = workingDays; remaining > 0; day = day.add({ days: 1 })) {
    if (day.dayOfWeek <= friday) remaining -= 1;
  }
  return instantOfDate(new Date(day.toZonedDateTime(timeZone).epochMilliseconds));
}
