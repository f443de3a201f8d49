import * as z from 'zod';
import type { BusinessHours } from './read-business-hours.ts';

/** Parameters of {@link businessSecondsSql}. */
export const businessParameters = {
  has_hours: z.int(),
  open_days: z.array(z.int()),
  open_from: z.array(z.int()),
  open_to: z.array(z.int()),
  day_seconds: z.array(z.int()),
  seconds_before_day: z.array(z.int()),
  week_seconds: z.int(),
  holidays: z.array(z.int()),
};

const msPerDay = 86_400_000;

/** Days are counted from 1970-01-01, a Thursday; a week from Monday. */
export function bindBusinessHours({ week, holidays }: BusinessHours) {
  const daySeconds = Array.from({ length: 7 }, (_, day) =>
    (week[day] ?? []).reduce((sum, [from, to]) => sum + to - from, 0),
  );
  const open = week.flatMap((times, day) => times.map(([from, to]) => ({ day, from, to })));
  return {
    has_hours: open.length > 0 ? 1 : 0,
    open_days: open.map(({ day }) => day),
    open_from: open.map(({ from }) => from),
    open_to: open.map(({ to }) => to),
    day_seconds: daySeconds,
    seconds_before_day: daySeconds.map((_, day) =>
      daySeconds.slice(0, day).reduce((sum, one) => sum + one, 0),
    ),
    week_seconds: daySeconds.reduce((sum, one) => sum + one, 0),
    holidays: holidays.map((day) => Date.parse(`${day}T00:00:00Z`) / msPerDay),
  };
}

/**
 * Seconds of work between the Monday before 1970 and a moment, on the tenant's clock, as SQL: whole weeks, days of this week, what
 * is open of this day, less holidays. The difference of two moments is the work between them.
 *
 * @param moment SQL of the moment
 * @param name unlike that of another moment in the same SELECT
 */
export function businessSecondsSql(moment: string, name: string): string {
  const day = `toInt64(toDate32(toTimeZone(${moment}, {zone:String}))) AS ${name}_day`;
  const weekday = `positiveModulo(${name}_day + 3, 7) AS ${name}_weekday`;
  const second = `dateDiff('second', toStartOfDay(toDateTime64(formatDateTime(toTimeZone(${moment}, {zone:String}), '%F %T'), 6, 'UTC')), toDateTime64(formatDateTime(toTimeZone(${moment}, {zone:String}), '%F %T'), 6, 'UTC')) AS ${name}_second`;
  return `intDiv((${day}) + 3 - (${weekday}), 7) * {week_seconds:Int64} + arrayElement({seconds_before_day:Array(Int64)}, ${name}_weekday + 1)
    + if(has({holidays:Array(Int64)}, ${name}_day), 0, arraySum(arrayMap((d, f, u) -> if(d = ${name}_weekday, greatest(0, least((${second}), u) - f), 0), {open_days:Array(Int64)}, {open_from:Array(Int64)}, {open_to:Array(Int64)})))
    - arraySum(arrayMap(h -> if(h < ${name}_day, arrayElement({day_seconds:Array(Int64)}, positiveModulo(h + 3, 7) + 1), 0), {holidays:Array(Int64)}))`;
}
