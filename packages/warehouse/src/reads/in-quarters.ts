/** Quarters are kept as days from 1970 to 2149; no event lies beyond this moment. */
const latest = `toDateTime64('2100-01-01 00:00:00', 6, 'UTC')`;

/**
 * That rows lie in the quarters that a period touches, as SQL: what else is asked about their times stays to be asked, but only parts
 * of these quarters are read.
 *
 * @param column SQL of the column that a table is partitioned by
 * @param from SQL of the first moment, or null for all quarters until `to`
 * @param to SQL of the moment that the period ends before, or null for all quarters since `from`
 */
export function inQuartersSql(column: string, from: string | null, to: string | null): string {
  const since = from === null ? [] : [`${column} >= ${quarterSql(from)}`];
  const until = to === null ? [] : [`${column} <= ${quarterSql(`${to} - INTERVAL 1 MICROSECOND`)}`];
  return [...since, ...until].join(' AND ');
}

function quarterSql(moment: string): string {
  return `toStartOfQuarter(greatest(toDateTime64(0, 6, 'UTC'), least(${moment}, ${latest})))`;
}
