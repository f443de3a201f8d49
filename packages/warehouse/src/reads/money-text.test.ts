import { describe, expect, it } from 'vitest';
import { toMoneyText } from './money-text.ts';

describe('toMoneyText', () => {
  it.each([
    ['0', '0.00'],
    ['10005534', '10005534.00'],
    ['0.005', '0.01'],
    ['0.0049', '0.00'],
    ['-0.0049', '0.00'],
    ['-12.3456', '-12.35'],
    ['999999999999999.9999', '1000000000000000.00'],
  ])('%s is %s', (decimal, money) => {
    expect(toMoneyText(decimal)).toBe(money);
  });
});
