import type { IndicatorAnswer } from '@stepup/contracts';
import { formatPercent, formatRange, formatShare } from '@stepup/wording/numbers';

/** The win rate in words, counts first; `rate` is null where no deal was closed. */
export function winRateWords(row: Pick<IndicatorAnswer['rows'][number], 'value' | 'interval' | 'n'> | null): {
  counts: string;
  rate: string | null;
  range: string | null;
} {
  const value = Number(row?.value ?? Number.NaN);
  if (row === null || row.n === 0 || Number.isNaN(value)) {
    return { counts: 'no deal closed', rate: null, range: null };
  }
  const range =
    row.interval === null ? null : formatRange([Number(row.interval[0]), Number(row.interval[1])]);
  return { counts: formatShare(Math.round(value * row.n), row.n), rate: formatPercent(value), range };
}
