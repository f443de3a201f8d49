import type { Evidence } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { nextOfAssessment, whoseTurn } from './assessment-words.ts';
import { sayEvidence } from './evidence-sentences.ts';

const evidence = (changed: Partial<Evidence> & Pick<Evidence, 'id'>): Evidence => ({
  value: null,
  n: 0,
  interval: null,
  mix: null,
  told_from: null,
  reason_if_null: null,
  counted_at: '2026-11-02T08:00:00.000000Z',
  ...changed,
});

describe('a piece of evidence', () => {
  it.each<[Evidence, string, string | null]>([
    [
      evidence({ id: 'plan_confirmed', value: 2 / 3, n: 6, interval: { lower: 0.35, upper: 0.88 } }),
      '67\u00a0%',
      '4 of 6; likely 35 to 88\u00a0%',
    ],
    [
      evidence({ id: 'rep_measures', value: 2 / 3, n: 3, interval: { lower: 0.26, upper: 0.92 } }),
      '2 of 3',
      'likely 26 to 92\u00a0%',
    ],
    [evidence({ id: 'plan_confirmed', value: 1, n: 1, interval: { lower: 0.27, upper: 1 } }), '1 of 1', null],
    [evidence({ id: 'plan_basis', n: 1, mix: { observation: 1, lever: 0 } }), 'observation', null],
    [evidence({ id: 'cycles_done', value: 4, n: 4 }), '4', null],
    [evidence({ id: 'coaching_hours', value: 3.25, n: 5 }), '3.3', 'hours, in 5 sessions of known length'],
    [
      evidence({ id: 'sessions_by_kind', n: 3, mix: { developmental: 2, tactical: 1, strategic: 0 } }),
      'developmental 2, tactical 1',
      null,
    ],
    [
      evidence({ id: 'outcome_verdict', n: 1, mix: { too_early: 1, worked: 0 }, told_from: '2027-02-01' }),
      'too early',
      'can be told from 1 Feb 2027 on',
    ],
    [
      evidence({ id: 'detectable_gap', value: 0.4, n: 25 }),
      '40\u00a0% short',
      'the smallest gap that 25 deals would have shown',
    ],
    [
      evidence({ id: 'quota_gap', value: 0.08, n: 6, interval: { lower: -0.03, upper: 0.19 } }),
      '+8\u00a0points of quota',
      'likely −3 to +19; 6 people coached',
    ],
    [
      evidence({ id: 'effect_pooled', reason_if_null: 'fewer_than_eight_plans' }),
      '–',
      'nothing is said on fewer than eight plans',
    ],
    [evidence({ id: 'coverage', reason_if_null: 'something_new' }), '–', 'something new'],
  ])('%s', (piece, value, note) => {
    expect(sayEvidence(piece)).toMatchObject({ value, note });
  });
});

const two = {
  learner: { name: 'Ana Ruiz', isSelf: true },
  coach: { name: 'Bo Lind', isSelf: false },
};
const signed = (side: 'learner' | 'coach') => ({ side, by: side, at: '', late: false, disagrees: null });

describe('what comes next', () => {
  it.each([
    ['open', [], 'learner', 'You answer first, by 5 Nov 2026.'],
    ['learner_answered', [], 'coach', 'Bo answers next, by 5 Nov 2026.'],
    ['returned', [], 'learner', 'You change the one thing named and answer again, by 5 Nov 2026.'],
    ['answered', [], 'both', 'Both sign, by 5 Nov 2026.'],
    ['answered', [signed('learner')], 'coach', 'Bo signs, by 5 Nov 2026.'],
    ['answered', [signed('coach')], 'learner', 'You sign, by 5 Nov 2026.'],
    ['locked', [signed('coach'), signed('learner')], null, 'Both have signed; nothing changes any more.'],
  ] as const)('%s, %j', (state, signatures, turn, sentence) => {
    const content = { state, signatures: [...signatures], closes_on: '2026-11-05' };
    expect(whoseTurn(content)).toBe(turn);
    expect(nextOfAssessment(content, two)).toBe(sentence);
  });
});
