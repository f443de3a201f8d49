import { describe, expect, it } from 'vitest';
import { judgeObservation } from './judge-observation.ts';
import { openPlan } from './open-plan.ts';
import type { Plan } from './plan.ts';

const plan: Plan = openPlan({
  id: 'p',
  focusId: 'f',
  repId: 'rep',
  coachId: 'coach',
  month: '2026-11',
  basis: 'diagnosis',
  diagnosisId: null,
  at: '2026-11-01T00:00:00.000000Z',
});
const seen: Plan = {
  ...plan,
  observation: [
    {
      value: 'aberration',
      by: 'coach',
      at: '2026-11-12T10:00:00.000000Z',
      late: false,
      hypothesisVersion: 1,
    },
  ],
};

describe('confirmation by observation', () => {
  it.each([
    [
      'on the day of activation fourteen days are left',
      plan,
      '2026-11-05',
      { kind: 'waiting', daysLeft: 14 },
    ],
    ['on the fourteenth day it is still time', plan, '2026-11-19', { kind: 'waiting', daysLeft: 0 }],
    ['a day later it is not yet seen in action', plan, '2026-11-20', { kind: 'not_yet_seen_in_action' }],
    [
      'what was seen counts, however late one asks',
      seen,
      '2027-02-01',
      { kind: 'seen', verdict: 'aberration' },
    ],
  ])('%s', (_name, given, today, status) => {
    expect(judgeObservation(given, '2026-11-05', today)).toEqual(status);
  });
});
