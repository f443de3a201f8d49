import type { StrongFinding } from '@stepup/store';
import { describe, expect, it } from 'vitest';
import { countCoachingChoices } from './count-coaching-choices.ts';

const step = { pipelineId: 'sales', stageId: 'proposal' };
const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000000Z` as const;

function flag(of: Partial<StrongFinding> = {}): StrongFinding {
  return { repId: 'ann', ...step, since: at(1), createdAt: at(2), reviewState: 'open', ...of };
}

const nothing = {
  now: at(31),
  findings: [],
  starts: [],
  managerOf: () => 'max',
  campaigns: [],
  verdicts: [],
};

function flagsOf(
  findings: readonly StrongFinding[],
  starts: readonly { repId: string; at: `${string}Z` }[],
  now = at(31),
) {
  const known = { ...nothing, now, findings, starts: starts.map((start) => ({ ...step, ...start })) };
  const { n, done } = countCoachingChoices(known).get('max')?.flags_started ?? { n: 0, done: 0 };
  return { n, done };
}

describe('what a manager decides', () => {
  it.each([
    ['on the last day', at(16), { n: 1, done: 1 }],
    ['a day late', at(17), { n: 1, done: 0 }],
    ['between the flag and its telling', at(1), { n: 1, done: 1 }],
  ])('counts a start %s', (_, day, expected) => {
    expect(flagsOf([flag()], [{ repId: 'ann', at: day }])).toEqual(expected);
  });

  it('counts no start of somebody else, on another step, or before the flag', () => {
    const before = { repId: 'ann', at: '2026-02-20T09:00:00.000000Z' as const };
    expect(flagsOf([flag()], [{ repId: 'bob', at: at(3) }, before])).toEqual({ n: 1, done: 0 });
    expect(flagsOf([flag({ stageId: 'lead' })], [{ repId: 'ann', at: at(3) }])).toEqual({ n: 1, done: 0 });
  });

  it('leaves out flags that were none and flags that still have time', () => {
    const none = [flag({ reviewState: 'aberration' }), flag({ reviewState: 'other_cause' })];
    expect(flagsOf(none, [])).toEqual({ n: 0, done: 0 });
    expect(flagsOf([flag()], [], at(15))).toEqual({ n: 0, done: 0 });
    expect(flagsOf([flag()], [], at(16))).toEqual({ n: 1, done: 0 });
    expect(flagsOf([flag()], [{ repId: 'ann', at: at(4) }], at(5))).toEqual({ n: 1, done: 1 });
  });

  it('holds whoever led the person when the flag was told to it, and nobody where nobody did', () => {
    const findings = [flag(), flag({ repId: 'bob', createdAt: at(8) })];
    const managerOf = (repId: string, when: string) => (repId === 'bob' && when === at(8) ? 'mia' : null);
    expect([...countCoachingChoices({ ...nothing, findings, managerOf }).keys()]).toEqual(['mia']);
  });

  it('counts lots and verdicts, each with its interval', () => {
    const campaigns = [true, false, true, true].map((isByLot) => ({ coachId: 'max', isByLot }));
    const verdicts = (['too_early', 'worked', 'no_evidence', 'fell'] as const).map((verdict) => ({
      coachId: 'max',
      verdict,
    }));
    const choices = countCoachingChoices({ ...nothing, campaigns, verdicts }).get('max');
    expect(choices?.flags_started).toEqual({ n: 0, done: 0, share: null, interval: null });
    for (const share of [choices?.wait_lists, choices?.verdicts_reached]) {
      expect(share).toMatchObject({ n: 4, done: 3, share: 0.75 });
      expect(share?.interval?.[0]).toBeCloseTo(0.4325, 3);
      expect(share?.interval?.[1]).toBeCloseTo(0.9219, 3);
    }
  });
});
