import * as z from 'zod';
import { toMoneyText } from '../reads/money-text.ts';
import type { IndicatorRow } from './indicator.ts';

/** Whether money can be told at all, as items of a SELECT over rows of `moneySql`. */
export const moneyMeasures = 'countIf(lacks_rate) AS without_rate, max(is_unsettled) AS unsettled';

/** Columns of {@link moneyMeasures}. */
export const moneyRow = { without_rate: z.number(), unsettled: z.number() };

/** Why money of a row is null, or null where it can be told. */
export function moneyProblem(
  row: z.output<z.ZodObject<typeof moneyRow>>,
): IndicatorRow['reason_if_null'] | null {
  if (row.unsettled === 1) return 'currency_not_set';
  return row.without_rate > 0 ? 'rate_missing' : null;
}

/** Money with its currency, which is left out where deals have none. */
export function moneyValue(
  decimal: string,
  currency: string | null,
): Pick<IndicatorRow, 'value' | 'currency'> {
  const value = toMoneyText(decimal);
  return currency === null || currency === '' ? { value } : { value, currency };
}
