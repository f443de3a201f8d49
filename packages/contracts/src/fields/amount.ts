import * as z from 'zod';
import { type DecimalReading, readDecimal } from '../decimal.ts';
import { parseMoney } from '../money.ts';

/** Currency in the form of ISO 4217: three capital letters. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code in capitals, like EUR');

/** Money as number or decimal text, normalised to canonical decimal text. */
export const money = decimal('10005534.00', parseMoney);

/** Money that cannot be negative. */
export const nonNegativeMoney = money.refine((text) => !text.startsWith('-'), 'must not be negative');

/** How many units of one currency one unit of another is worth: above 0, at most 12 digits on each side of the point. */
export const exchangeRate = decimal('0.9213', (value) =>
  readDecimal(value, { integerDigits: 12, decimals: 12 }),
).refine((text) => text !== '0' && !text.startsWith('-'), 'must be greater than 0');

function decimal(example: string, read: (value: unknown) => DecimalReading) {
  const wanted = `must be a number or a decimal text with a point, like ${example}`;
  return z.union([z.number(), z.string()], wanted).transform((value, context) => {
    const reading = read(value);
    if (reading.kind === 'decimal') return reading.text;
    context.addIssue({ code: 'custom', message: refusalOf(reading, wanted) });
    return z.NEVER;
  });
}

function refusalOf(reading: Exclude<DecimalReading, { kind: 'decimal' }>, wanted: string): string {
  switch (reading.kind) {
    case 'not_decimal':
      return wanted;
    case 'too_large':
      return `must have at most ${reading.integerDigits} digits before the point`;
    case 'too_precise':
      return `must have at most ${reading.decimals} decimals; round it before sending`;
  }
}
