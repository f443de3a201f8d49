import type { Episode } from '@stepup/diagnosis';
import { seededRandom } from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import { checkFakeStarts } from './check-fake-starts.ts';

const startDays = 20_000;
const asOfDays = startDays + 180;
const repIds = Array.from({ length: 10 }, (_, i) => `rep-${i}`);

/** A deal every five days for a year; from the start on `better` of the people advance nearly always. */
function episodes(seed: number, better: readonly string[] = []): Episode[] {
  const random = seededRandom(seed, 'placebo');
  return repIds.flatMap((repId) =>
    Array.from({ length: 72 }, (_, i) => {
      const enteredAtDays = startDays - 180 + 5 * i;
      const rate = better.includes(repId) && enteredAtDays >= startDays ? 0.97 : 0.5;
      const advances = random.uniform() < rate;
      return {
        repId,
        enteredAtDays,
        daysToAdvance: advances ? 3 : null,
        daysToLoss: advances ? null : 3,
        segmentKey: 'all',
        ownerChanged: false,
        startsHere: true,
        skipped: false,
      };
    }),
  );
}

const question = (of: Partial<Parameters<typeof checkFakeStarts>[0]> = {}) => ({
  step: 'step',
  horizon: { days: 30, source: 'stage' as const },
  episodes: episodes(1),
  startDays,
  asOfDays,
  neverCoached: repIds,
  ...of,
});

describe('starts that never were', () => {
  it('are reported hardly ever', () => {
    const counts = [1, 2, 3, 4].map((seed) => checkFakeStarts(question({ episodes: episodes(seed) })));
    expect(counts.every(({ judged }) => judged === 10)).toBe(true);
    expect(counts.reduce((sum, { reported }) => sum + reported, 0)).toBeLessThanOrEqual(4);
  });

  it('see it where somebody moved after all, so that a count of nothing says something', () => {
    expect(checkFakeStarts(question({ episodes: episodes(1, ['rep-4']) })).reported).toBeGreaterThanOrEqual(
      1,
    );
  });

  it('are not made of the coached, who are no comparison either; with too few left nothing is judged', () => {
    expect(checkFakeStarts(question({ neverCoached: repIds.slice(0, 6) })).judged).toBe(6);
    expect(checkFakeStarts(question({ neverCoached: repIds.slice(0, 3) })).judged).toBe(0);
  });
});
