/** What reading a decimal can come to. */
export type DecimalReading =
  | { kind: 'decimal'; text: string }
  | { kind: 'not_decimal' }
  | { kind: 'too_large'; integerDigits: number }
  | { kind: 'too_precise'; decimals: number };

/** How many digits a decimal may have before and after its point. */
export interface DecimalLimits {
  integerDigits: number;
  decimals: number;
}

const decimalText = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
// Longer texts cannot be within any limit unless padded with zeros; refusing them bounds the work.
const longestText = 100;

/**
 * Reads a number or decimal text exactly, without floating-point arithmetic: a number counts as its shortest
 * decimal text (what JSON shows). The canonical text has no plus sign, exponent, leading or trailing zeros, and
 * zero has no sign: `1500`, `-0.25`, `0`. The limits hold for the value, so `1.50000` has one decimal.
 */
export function readDecimal(value: unknown, limits: DecimalLimits): DecimalReading {
  if (typeof value !== 'string' && typeof value !== 'number') return { kind: 'not_decimal' };
  const written = String(value);
  const match = written.length <= longestText ? decimalText.exec(written) : null;
  if (match === null) return { kind: 'not_decimal' };
  const [, sign, before = '', after = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  const shifted = shiftPoint(before, after, exponent);
  const integer = shifted.integer.replace(/^0+/, '');
  const fraction = shifted.fraction.replace(/0+$/, '');
  if (integer.length > limits.integerDigits)
    return { kind: 'too_large', integerDigits: limits.integerDigits };
  if (fraction.length > limits.decimals) return { kind: 'too_precise', decimals: limits.decimals };
  if (integer === '' && fraction === '') return { kind: 'decimal', text: '0' };
  const minus = sign === '-' ? '-' : '';
  return {
    kind: 'decimal',
    text: `${minus}${integer === '' ? '0' : integer}${fraction === '' ? '' : `.${fraction}`}`,
  };
}

function shiftPoint(before: string, after: string, exponent: number): { integer: string; fraction: string } {
  if (exponent >= 0) {
    const padded = after.padEnd(exponent, '0');
    return { integer: before + padded.slice(0, exponent), fraction: padded.slice(exponent) };
  }
  const padded = before.padStart(-exponent, '0');
  const point = padded.length + exponent;
  return { integer: padded.slice(0, point), fraction: padded.slice(point) + after };
}
