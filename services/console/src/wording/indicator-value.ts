import type { IndicatorAnswer, IndicatorDefinition } from '@stepup/contracts';
import { formatCount, formatMoney, formatPercent } from '@stepup/wording/numbers';

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

function formatAmount(
  amount: number | string,
  unit: IndicatorDefinition['unit'],
  currency: string | null,
): string {
  switch (unit) {
    case 'rate':
      return formatPercent(Number(amount));
    case 'count':
      return formatCount(Number(amount));
    case 'ratio':
      return Number(amount).toLocaleString('en-GB', { maximumFractionDigits: 2 });
    case 'seconds':
      return formatSpan(Number(amount));
    case 'money':
      return formatMoney(String(amount), currency);
  }
}

const spans = [
  { seconds: 86_400, one: 'day', many: 'days' },
  { seconds: 3_600, one: 'hour', many: 'hours' },
  { seconds: 60, one: 'minute', many: 'minutes' },
] as const;

/** `90000` → `1 day`; tenths below ten, as nobody reads more of a mean. */
function formatSpan(seconds: number): string {
  const span = spans.find((one) => seconds >= one.seconds) ?? spans[2];
  const count = seconds / span.seconds;
  const shown = (count < 10 ? Math.round(count * 10) / 10 : Math.round(count)).toLocaleString('en-GB');
  return `${shown}\u00a0${shown === '1' ? span.one : span.many}`;
}
