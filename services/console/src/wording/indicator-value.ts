import type { IndicatorAnswer, IndicatorDefinition } from '@stepup/contracts';
import { formatAmount } from '@stepup/wording/format-amount';
import { formatCount } from '@stepup/wording/numbers';

type Row = Pick<IndicatorAnswer['rows'][number], 'value' | 'currency' | 'interval' | 'n'>;

/** The value of an indicator in words, its range and what it rests on; `value` is null where nothing was counted. */
export function indicatorWords(
  row: Row | undefined,
  unit: IndicatorDefinition['unit'],
): { value: string | null; range: string | null; rests: string } {
  if (row === undefined || row.value === null) return { value: null, range: null, rests: 'nothing counted' };
  const word = (amount: number | string): string => formatAmount(amount, unit, row.currency ?? null);
  return {
    value: word(row.value),
    range: row.interval === null ? null : `${word(row.interval[0])} to ${word(row.interval[1])}`,
    rests: `from ${formatCount(row.n)}`,
  };
}
