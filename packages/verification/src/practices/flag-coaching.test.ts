import { seededRandom } from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import { type CoachRecord, flagCoaching } from './flag-coaching.ts';

const measures = ['near_call_share', 'rep_measures', 'reviews_kept', 'takeover_share'];

/** Ten coaches who do everything as it should be in seven of ten cases; `poor` one of them in three of ten of one measure. */
function coaches(seed: number, { n = 60, plans = 12, poor = '' } = {}): CoachRecord[] {
  const random = seededRandom(seed, 'coaches');
  return Array.from({ length: 10 }, (_, c) => ({
    coachId: `coach-${c}`,
    plans,
    counts: measures.map((measure) => {
      const rate = c === 3 && measure === poor ? 0.3 : 0.7;
      return {
        measure,
        n,
        good: Array.from({ length: n }, random.uniform).filter((uniform) => uniform < rate).length,
      };
    }),
  }));
}

const flagged = (records: readonly CoachRecord[]) =>
  flagCoaching(records).filter(
    (flag) => flag.kind === 'judged' && (flag.cell.tier === 'strong' || flag.cell.tier === 'probable'),
  );

describe('flags on coaching', () => {
  it('find who lets calls go by unprepared, and hardly ever anybody where all coach alike', () => {
    const found = Array.from({ length: 20 }, (_, seed) =>
      flagged(coaches(seed, { poor: 'near_call_share' })),
    );
    const right = found.filter((flags) =>
      flags.some(({ coachId, measure }) => coachId === 'coach-3' && measure === 'near_call_share'),
    );
    expect(right.length).toBeGreaterThan(15);
    const wrong = Array.from({ length: 20 }, (_, seed) => flagged(coaches(100 + seed))).flat();
    // Forty cells a look; as of selling, at most .15 flags in eighty of them.
    expect(wrong.length / 20).toBeLessThan(0.15);
  });

  it('say nothing below eight plans, nor on few times, and come by coach and measure', () => {
    const few = flagCoaching(coaches(1, { plans: 7, poor: 'near_call_share' }));
    expect(few.every(({ kind }) => kind === 'too_few_plans')).toBe(true);
    const little = flagCoaching(coaches(1, { n: 6, poor: 'near_call_share' }));
    expect(little.every((flag) => flag.kind === 'judged' && flag.cell.state === 'not_enough_data')).toBe(
      true,
    );
    const said = flagCoaching(coaches(1).toReversed());
    const order = said.map(({ coachId, measure }) => `${coachId} ${measure}`);
    expect(order).toEqual(order.toSorted());
    expect(flagCoaching([])).toEqual([]);
  });
});
