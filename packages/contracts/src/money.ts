import { type DecimalReading, readDecimal } from './decimal.ts';

/** An amount of money as canonical decimal text, at most 15 digits before the point and 4 after it: `1234.5`. */
export type Money = string;

const moneyLimits = { integerDigits: 15, decimals: 4 };

/**
 * Reads an amount given as JSON number or decimal text, exactly. `decimal` carries the canonical text; every other
 * kind is a reason to refuse the amount. Negative amounts are amounts (credits).
 */
export function parseMoney(value: unknown): DecimalReading {
  return readDecimal(value, moneyLimits);
}
