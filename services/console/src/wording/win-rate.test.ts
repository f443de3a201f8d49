import { expect, it } from 'vitest';
import { winRateWords } from './win-rate.ts';

const row = { key: 'all', value: 0.6, interval: [0.41, 0.77] as [number, number], n: 20, open: null };

it('names won of closed before the rate', () => {
  expect(winRateWords(row)).toEqual({ counts: '12 of 20', rate: '60\u00a0%', range: '41 to 77\u00a0%' });
});

it('has no rate where no deal was closed', () => {
  expect(winRateWords({ ...row, value: null, interval: null, n: 0 }).rate).toBeNull();
  expect(winRateWords(null).rate).toBeNull();
});
