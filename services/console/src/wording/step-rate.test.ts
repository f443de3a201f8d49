import { describe, expect, it } from 'vitest';
import { readStepRate, stepRateWords } from './step-rate.ts';

const step = {
  entered: 40,
  advanced: 14,
  lost: 20,
  open: 6,
  rate: 0.38,
  interval: [0.25, 0.52] as [number, number],
};

describe('the step-up rate in words', () => {
  it.each([
    ['a rate with its range once a deal is decided', {}, '38 % (25 to 52 %)'],
    ['a rate of 0 where deals were lost and none moved on', { advanced: 0, rate: 0 }, '0 % (25 to 52 %)'],
    [
      'no rate while every deal is open, although the API answers 0',
      { advanced: 0, lost: 0, open: 40, rate: 0, interval: [0, 1] as [number, number] },
      'nothing decided yet',
    ],
    [
      'no rate where no deal came',
      { entered: 0, advanced: 0, lost: 0, rate: null, interval: null },
      'no deal yet',
    ],
  ])('is %s', (_case, changes, words) => {
    expect(stepRateWords(readStepRate({ ...step, ...changes })).replaceAll('\u00a0', ' ')).toBe(words);
  });
});
