import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoney } from './money.ts';

describe('parseMoney', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    ['-0.00', '0'],
    [12.5, '12.5'],
    [0.1, '0.1'],
    [1e3, '1000'],
    ['1e3', '1000'],
    ['1.5E+2', '150'],
    ['125e-2', '1.25'],
    ['1e-4', '0.0001'],
    ['0001.50000', '1.5'],
    ['+7', '7'],
    ['-12.3400', '-12.34'],
    ['10005534.00', '10005534'],
    ['999999999999999.9999', '999999999999999.9999'],
    [999_999_999_999_999, '999999999999999'],
    ['000000000000000000001', '1'],
    ['0e99', '0'],
  ])('reads %j as %s', (written, text) => {
    expect(parseMoney(written)).toEqual({ kind: 'decimal', text });
  });

  it.each([
    ['1000000000000000', 'too_large'],
    [1e15, 'too_large'],
    [1e21, 'too_large'],
    ['1e400', 'too_large'],
    ['0.00001', 'too_precise'],
    [0.1 + 0.2, 'too_precise'],
    [1e-7, 'too_precise'],
    ['1e-999', 'too_precise'],
    ['1e1000', 'not_decimal'],
    ['1,5', 'not_decimal'],
    ['1.000,00', 'not_decimal'],
    ['€ 5', 'not_decimal'],
    ['.5', 'not_decimal'],
    ['5.', 'not_decimal'],
    [' 5', 'not_decimal'],
    ['', 'not_decimal'],
    ['0x10', 'not_decimal'],
    ['١٢', 'not_decimal'],
    ['NaN', 'not_decimal'],
    ['1'.repeat(101), 'not_decimal'],
    [Number.NaN, 'not_decimal'],
    [Number.POSITIVE_INFINITY, 'not_decimal'],
    [true, 'not_decimal'],
    [null, 'not_decimal'],
    [10n, 'not_decimal'],
  ])('refuses %s as %s', (written, kind) => {
    expect(parseMoney(written)).toMatchObject({ kind });
  });

  it('is exact: the text of any count of ten-thousandths comes back as that count', () => {
    const limit = 9_999_999_999_999_999_999n;
    fc.assert(
      fc.property(fc.bigInt({ min: -limit, max: limit }), (tenThousandths) => {
        const reading = parseMoney(writeDecimal(tenThousandths));
        expect(reading.kind === 'decimal' ? tenThousandthsOf(reading.text) : reading).toBe(tenThousandths);
      }),
    );
  });

  it('is canonical: whatever number or padding is written, reading the result again changes nothing', () => {
    const amount = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true }).map((value) => Math.round(value * 100) / 100),
      fc
        .tuple(fc.nat(), fc.nat(9999), fc.nat(9))
        .map(([whole, part, zeros]) => `0${whole}.${part}${'0'.repeat(zeros)}`),
    );
    fc.assert(
      fc.property(amount, (written) => {
        const reading = parseMoney(written);
        if (reading.kind !== 'decimal') return;
        expect(reading.text).toMatch(/^(?:0|-?(?:[1-9]\d*|0(?=\.))(?:\.\d*[1-9])?)$/);
        expect(parseMoney(reading.text)).toEqual(reading);
        expect(Number(reading.text)).toBe(Number(written) + 0);
      }),
    );
  });
});

function writeDecimal(tenThousandths: bigint): string {
  const digits = String(tenThousandths < 0n ? -tenThousandths : tenThousandths).padStart(5, '0');
  return `${tenThousandths < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

function tenThousandthsOf(text: string): bigint {
  const [whole = '', part = ''] = text.split('.');
  return BigInt(whole + part.padEnd(4, '0'));
}
