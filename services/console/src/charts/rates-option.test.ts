import { describe, expect, it } from 'vitest';
import type { RateRow } from './rate-row.ts';
import { scaleEnd } from './rates-option.ts';
import { countsBelow, tooltipOf } from './row-words.ts';

function row(
  rate: number | null,
  interval: readonly [number, number] | null,
  typical: number | null,
): RateRow {
  const stepRate: RateRow['stepRate'] =
    rate === null || interval === null ? { kind: 'nothing_decided' } : { kind: 'rate', rate, interval };
  return { id: 'a', label: 'A', moved: '14 of 40', open: 6, stepRate, typical, isFlagged: false };
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

describe('a row in words', () => {
  const decided = row(0.38, [0.25, 0.52], 0.4);

  it('names counts first, and open deals where there are any', () => {
    expect(countsBelow(decided, false)).toBe('14 of 40 moved on · 6 open');
    expect(countsBelow(decided, true)).toBe('14 of 40 · 6 open');
    expect(countsBelow({ ...decided, open: 0 }, false)).toBe('14 of 40 moved on');
  });

  it('has no rate where nothing is decided', () => {
    const undecided = row(null, null, null);
    expect(countsBelow(undecided, false)).toBe('nothing decided yet · 6 open');
    expect(tooltipOf(undecided)).not.toContain('%');
    expect(tooltipOf(decided)).toContain('38\u00a0% (25 to 52\u00a0%)');
  });
});
