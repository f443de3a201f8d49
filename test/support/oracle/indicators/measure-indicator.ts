import type { IndicatorQuery, IndicatorSources, OracleIndicatorRow } from './reading.ts';
import { readings } from './readings.ts';

export const measuredIndicators = Object.keys(readings);

/** The rows of an indicator, keys bytewise; a row with nothing behind it is none. */
export function measureIndicator(
  sources: IndicatorSources,
  id: string,
  query: IndicatorQuery,
): OracleIndicatorRow[] {
  const read = readings[id];
  if (read === undefined) throw new Error(`the oracle has no reading of ${id}`);
  return read(sources, query);
}
