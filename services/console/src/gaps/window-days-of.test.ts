import { describe, expect, it } from 'vitest';
import { windowDaysOf } from './window-days-of.ts';

describe('windowDaysOf', () => {
  it.each([
    [42, [], 180],
    [120, [], 210],
    [42, ['long_window'], 365],
    [300, ['long_window'], 390],
  ])('horizon %i, notes %j: %i days', (horizon_days, notes, days) => {
    expect(windowDaysOf({ horizon_days, notes })).toBe(days);
  });
});
