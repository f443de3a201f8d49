import type { Gain as GainDto } from '@stepup/contracts';
import type { Estimate, RateChange } from '@stepup/diagnosis';

/** What a better rate is worth, as the contract writes it: money of two decimals, intervals of 80 %. */
export function toGain(
  { perMonth, thisQuarter }: Pick<RateChange, 'perMonth' | 'thisQuarter'>,
  currency: string | null,
): GainDto {
  const month = toAmounts(perMonth);
  return {
    ...month,
    currency: month.value === null ? null : currency,
    per: 'month',
    quarter: toAmounts(thisQuarter),
  };
}

function toAmounts({ wonDeals, wonValue }: RateChange['perMonth']): GainDto['quarter'] {
  return {
    value: wonValue === null ? null : toMoney(wonValue.mean),
    interval: wonValue === null ? null : toInterval(wonValue),
    deals: wonDeals.mean,
    deals_interval: [wonDeals.lower, wonDeals.upper],
  };
}

function toInterval({ lower, upper }: Estimate): [string, string] {
  return [toMoney(lower), toMoney(upper)];
}

function toMoney(amount: number): string {
  const text = amount.toFixed(2);
  return text === '-0.00' ? '0.00' : text;
}
