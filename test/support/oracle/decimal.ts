/** An exact decimal number: `digits` × 10^-`scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

export const zero: Decimal = { digits: 0n, scale: 0 };

/** Reads `12`, `-0.5`, `1e-7`; throws on anything else. */
export function toDecimal(text: string): Decimal {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) throw new Error(`not a decimal number: ${text}`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${whole}${fraction}${'0'.repeat(Math.max(0, -scale))}`);
  return { digits: sign === '-' ? -digits : digits, scale: Math.max(0, scale) };
}

export function add(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  const scaled = ({ digits, scale: own }: Decimal): bigint => digits * 10n ** BigInt(scale - own);
  return { digits: scaled(one) + scaled(other), scale };
}

export function multiply(one: Decimal, other: Decimal): Decimal {
  return { digits: one.digits * other.digits, scale: one.scale + other.scale };
}

/** As money, with two decimals; halves away from zero. */
export function toMoney({ digits, scale }: Decimal): string {
  const unit = 10n ** BigInt(scale);
  const magnitude = (digits < 0n ? -digits : digits) * 100n;
  const cents = (2n * magnitude + unit) / (2n * unit);
  const text = cents.toString().padStart(3, '0');
  return `${digits < 0n && cents > 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}
