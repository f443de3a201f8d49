import { calendarMonth } from '../exposure/calendar-month.ts';

export type LookQuestion = {
  /** Days since 1970-01-01T00:00 on the tenant's clock; null before the first look. */
  readonly lastLookDays: number | null;
  readonly nowDays: number;
  /** Deals that entered the cell since the last look. */
  readonly newExposures: number;
};

const WEEK_DAYS = 7;
const NEW_EXPOSURES_FOR_WEEKLY = 5;

/** States change only at looks: one a calendar month, or after a week if the cell has at least 5 new exposures. */
export function isLookDue({ lastLookDays, nowDays, newExposures }: LookQuestion): boolean {
  if (lastLookDays === null) return true;
  if (calendarMonth(nowDays) > calendarMonth(lastLookDays)) return true;
  return nowDays - lastLookDays >= WEEK_DAYS && newExposures >= NEW_EXPOSURES_FOR_WEEKLY;
}
