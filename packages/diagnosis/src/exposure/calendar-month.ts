const DAYS_FROM_MARCH_0000_TO_1970 = 719_468;
const DAYS_AN_ERA = 146_097;

/**
 * Calendar month (UTC) of a day number as year × 12 + month − 1. Pure arithmetic on the proleptic Gregorian calendar,
 * years starting in March so that the leap day comes last.
 */
export function calendarMonth(epochDays: number): number {
  const shifted = Math.floor(epochDays) + DAYS_FROM_MARCH_0000_TO_1970;
  const era = Math.floor(shifted / DAYS_AN_ERA);
  const dayOfEra = shifted - era * DAYS_AN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const year = era * 400 + yearOfEra + (marchMonth >= 10 ? 1 : 0);
  return year * 12 + ((marchMonth + 2) % 12);
}
