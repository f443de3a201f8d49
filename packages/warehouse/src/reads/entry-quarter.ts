/** Quarters are kept as days up to 2149; no event lies beyond this moment. */
const latestEntry = `toDateTime64('2100-01-01 00:00:00', 6, 'UTC')`;

/**
 * That steps of `f` entered in the quarters that a period touches, as SQL: what else is asked about entries stays to be
 * asked, but only parts of these quarters are read.
 *
 * @param from SQL of the first moment, or null for all quarters until `to`
 */
export function enteredInQuartersSql(from: string | null, to: string): string {
  const until = `f.entry_quarter <= ${quarterSql(to)}`;
  return from === null ? until : `f.entry_quarter >= ${quarterSql(from)} AND ${until}`;
}

function quarterSql(moment: string): string {
  return `toStartOfQuarter(least(${moment}, ${latestEntry}))`;
}
