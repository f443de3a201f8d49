import { expect, it } from 'vitest';
import { indicatorWords } from './indicator-value.ts';

const row = { value: 0.345, interval: [0.24, 0.47] as [number, number], n: 1204 };

it.each([
  ['a rate', row, 'rate', '35\u00a0%', '24\u00a0% to 47\u00a0%'],
  ['a ratio', { ...row, value: 2.345, interval: null }, 'ratio', '2.35', null],
  ['days', { ...row, value: 90_000, interval: null }, 'seconds', '1\u00a0day', null],
  ['many days', { ...row, value: 86_400 * 12.4, interval: null }, 'seconds', '12\u00a0days', null],
  ['minutes', { ...row, value: 90, interval: null }, 'seconds', '1.5\u00a0minutes', null],
  [
    'money',
    { ...row, value: '1234567.50', currency: 'EUR', interval: null },
    'money',
    '1,234,568\u00a0EUR',
    null,
  ],
] as const)('tells %s', (_, told, unit, value, range) => {
  expect(indicatorWords(told, unit)).toEqual({ value, range, rests: 'from 1,204' });
});

it('says where nothing was counted', () => {
  expect(indicatorWords(undefined, 'rate')).toEqual({ value: null, range: null, rests: 'nothing counted' });
  expect(indicatorWords({ ...row, value: null }, 'rate').value).toBeNull();
});
