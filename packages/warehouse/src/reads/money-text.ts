/** Exact decimal text as money of two decimals, halves rounded away from zero, like `"10005534.00"`. */
export function toMoneyText(decimal: string): string {
  const isNegative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const tenThousandths = BigInt(whole) * 10_000n + BigInt(fraction.slice(0, 4).padEnd(4, '0'));
  const cents = (tenThousandths + 50n) / 100n;
  const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
  return isNegative && cents > 0n ? `-${text}` : text;
}
