import { type Instant, instantOfDate } from '@stepup/contracts';
import { Temporal } from 'temporal-polyfill';

/** A local month that a period touches, and how much of it. */
export interface MonthOfPeriod {
  /** `2026-11`. */
  month: string;
  /** Of the fiscal year, named after the calendar year it begins in: `2026-Q4`. */
  quarter: string;
  /** The first moment of the month that lies in the period. */
  begin: Instant;
  /** How much of the month the period covers, by time; 1 for all of it. */
  share: number;
}

/**
 * The months of a tenant's zone that the half-open period touches, in order.
 * @param fiscalYearStartMonth 1 to 12
 */
export function monthsOfPeriod(
  { from, to }: { from: Instant; to: Instant },
  timeZone: string,
  fiscalYearStartMonth: number,
): MonthOfPeriod[] {
  const [begin, end] = [toMillis(from), toMillis(to)];
  const months: MonthOfPeriod[] = [];
  let first = Temporal.Instant.from(from).toZonedDateTimeISO(timeZone).toPlainDate().with({ day: 1 });
  for (;;) {
    const start = first.toZonedDateTime(timeZone).epochMilliseconds;
    if (start >= end) return months;
    const next = first.add({ months: 1 });
    const nextStart = next.toZonedDateTime(timeZone).epochMilliseconds;
    const overlap = Math.min(end, nextStart) - Math.max(begin, start);
    if (overlap > 0) {
      months.push({
        month: first.toString().slice(0, 7),
        quarter: fiscalQuarter(first.year, first.month, fiscalYearStartMonth),
        begin: instantOfDate(new Date(Math.max(begin, start))),
        share: overlap / (nextStart - start),
      });
    }
    first = next;
  }
}

/** `2026-Q4`: the fiscal quarter that a month lies in, of the fiscal year named after the year it begins in. */
function fiscalQuarter(year: number, month: number, startMonth: number): string {
  const fiscalYear = month < startMonth ? year - 1 : year;
  return `${fiscalYear}-Q${Math.floor(((month + 12 - startMonth) % 12) / 3) + 1}`;
}

function toMillis(instant: Instant): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}
