import type { IndicatorDefinition } from '@stepup/contracts';
import { formatCount, formatMoney, formatPercent } from './numbers.ts';

/** The value of an indicator in its unit: `0.35` → `35 %`, `90000` seconds → `1 day`. */
export function formatAmount(
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
