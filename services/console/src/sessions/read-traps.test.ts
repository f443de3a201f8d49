import { describe, expect, it } from 'vitest';
import { readTraps } from './read-traps.ts';

const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000000Z`;
const wrote = (side: 'learner' | 'coach', minute: number) => ({
  text: 'words',
  by: side,
  side,
  at: at(minute),
  late: false,
});
const option = (side: 'learner' | 'coach', minute: number) => ({
  id: String(minute),
  ...wrote(side, minute),
  agreed_by: [],
});
const analysis = (side: 'learner' | 'coach', minute: number) => ({
  part: 'methodology' as const,
  objective: null,
  worth_fixing: null,
  ...wrote(side, minute),
});
const chart = (minute: number) => ({
  answers: [],
  acts: null,
  hits: [],
  owner_id: null,
  owner_task: null,
  by: 'c',
  at: at(minute),
});
const keptOf = (session: Parameters<typeof readTraps>[0]) => readTraps(session).map(({ isKept }) => isKept);

describe('asking rather than telling', () => {
  it('is kept where the learner begins, the chart comes first and both have an option', () => {
    expect(
      keptOf({
        stages: [],
        roam: [analysis('learner', 1), analysis('coach', 2)],
        chart: chart(3),
        options: [option('learner', 4), option('coach', 5)],
      }),
    ).toEqual([true, true, true, true]);
  });

  it('is not where the coach begins, with a solution before the chart, alone', () => {
    expect(
      keptOf({ stages: [], roam: [analysis('coach', 1)], chart: chart(3), options: [option('coach', 2)] }),
    ).toEqual([false, false, false, false]);
  });

  it('is open where nothing was written', () => {
    expect(keptOf({ stages: [], roam: [], chart: null, options: [] })).toEqual([false, false, false, false]);
  });
});
