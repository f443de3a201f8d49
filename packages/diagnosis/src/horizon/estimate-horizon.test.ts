import { describe, expect, it } from 'vitest';
import { estimateHorizon, summariseAdvanceDelays } from './estimate-horizon.ts';

const none = summariseAdvanceDelays([]);
const delays = (count: number, days: number) =>
  summariseAdvanceDelays(Array.from({ length: count }, () => days));

describe('estimateHorizon', () => {
  it.each([
    {
      why: 'the stage gives one',
      stage: 10,
      recent: delays(50, 20),
      earlier: none,
      days: 10,
      source: 'stage',
    },
    {
      why: 'enough recent',
      stage: null,
      recent: delays(30, 20),
      earlier: none,
      days: 21,
      source: 'recent_advances',
    },
    {
      why: 'exactly a week',
      stage: null,
      recent: delays(30, 21),
      earlier: none,
      days: 21,
      source: 'recent_advances',
    },
    {
      why: 'few recent',
      stage: null,
      recent: delays(29, 20),
      earlier: delays(30, 40),
      days: 42,
      source: 'all_advances',
    },
    {
      why: 'few at all',
      stage: null,
      recent: delays(29, 1),
      earlier: delays(29, 1),
      days: 60,
      source: 'fallback',
    },
    {
      why: 'fast step',
      stage: null,
      recent: delays(30, 0.1),
      earlier: none,
      days: 7,
      source: 'recent_advances',
    },
    {
      why: 'slow step',
      stage: null,
      recent: delays(30, 400),
      earlier: none,
      days: 180,
      source: 'recent_advances',
    },
  ])('$why: $days days, $source', ({ stage, recent, earlier, days, source }) => {
    expect(estimateHorizon({ stageHorizonDays: stage, recent, earlier })).toEqual({ days, source });
  });

  it('takes the smallest delay that 95 % do not exceed', () => {
    const oneToHundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(summariseAdvanceDelays(oneToHundred)).toEqual({ episodes: 100, percentile95Days: 95 });
    expect(summariseAdvanceDelays([3])).toEqual({ episodes: 1, percentile95Days: 3 });
  });
});
