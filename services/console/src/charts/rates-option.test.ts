import { describe, expect, it } from 'vitest';
import type { RateRow } from './rate-row.ts';
import { scaleEnd } from './rates-option.ts';

function row(
  rate: number | null,
  interval: readonly [number, number] | null,
  typical: number | null,
): RateRow {
  return { id: 'a', label: 'A', counts: '', rate, interval, typical, isFlagged: false };
}

describe('the end of the scale', () => {
  it.each([
    [[], 0.2],
    [[row(null, null, null)], 0.2],
    [[row(0.05, [0.02, 0.11], null)], 0.2],
    [[row(0.3, [0.2, 0.4], 0.35)], 0.4],
    [[row(0.3, [0.2, 0.4], 0.45)], 0.6],
    [[row(0.5, [0.3, 0.6], null)], 0.6],
    [[row(1, [0.8, 1], 0.9)], 1],
  ])('%j: %d', (rows, end) => {
    expect(scaleEnd(rows)).toBe(end);
  });
});
