import type { PracticeDistances, PracticeEffects } from '@stepup/contracts';
import { expect, it } from 'vitest';
import { sayAssociation, sayDistance } from './practice-sentences.ts';

type Row = PracticeEffects['rows'][number];

const row: Row = {
  practice_id: 'p',
  title: 'Their idea first',
  skill_id: 'cadence',
  state: 'reference',
  told_by: 'measure',
  with: { plans: 40, coaches: 6 },
  without: { plans: 30, coaches: 5 },
  difference: { mean: 0.16, interval: [-0.04, 0.36], p_positive: 0.9 },
  stands_out: false,
};

it('says what goes with a practice, on how much, corrected for how many were looked at, and that it is no cause', () => {
  const said = sayAssociation(row, 3);
  expect(said.value).toBe('+4\u00a0points');
  expect(said.note).toMatch(/^likely −1 to \+9: by so much the effect of plans differs/);
  expect(said.basis[0]).toBe('With it 40 plans of 6 coaches, without it 30 plans of 5 coaches.');
  expect(said.basis.join(' ')).toMatch(/whether it makes it cannot be told/);
  expect(said.basis.join(' ')).toMatch(/3 practices were looked at, and that is counted in/);
  expect(said.basis.at(-1)).toBe('It does not stand out from luck.');
  expect(sayAssociation({ ...row, stands_out: true }, 3).basis.at(-1)).toContain('at most one in ten');
});

it.each([
  ['fewer_than_eight_plans', 'eight plans of coaches who work by it, and eight of others'],
  ['fewer_than_five_coaches', 'five who coach by it, and five who do not'],
] as const)('says what it takes where nothing is known: %s', (reason, need) => {
  const nothing = { ...row, with: null, without: null, difference: null, reason_if_null: reason };
  expect(sayAssociation(nothing, 0)).toEqual({
    value: null,
    note: `Nothing can be said yet: it takes ${need}.`,
    basis: [],
  });
});

const distance: PracticeDistances['rows'][number]['practices'][number] = {
  practice_id: 'p',
  title: 'Their idea first',
  indicator: 'rep_measures',
  better: 'high',
  reference: 0.8,
  own: { value: 0.45, n: 20, interval: [0.28, 0.63] },
  distance: 0.35,
  reached: 'no',
  adopted: false,
};

it('says how far somebody is, with counts and range, and where it cannot be told', () => {
  expect(sayDistance(distance)).toEqual({
    word: '35\u00a0points short',
    counts: '9 of 20 (likely 28 to 63\u00a0%); the aim: at least 80\u00a0%',
  });
  expect(sayDistance({ ...distance, reached: 'cannot_tell' }).word).toBe('Cannot be told yet');
  expect(sayDistance({ ...distance, own: { value: null, n: 0, interval: null } })).toEqual({
    word: 'Nothing counted yet',
    counts: 'the aim: at least 80\u00a0%',
  });
});

it('says shares so that more is better', () => {
  const takeovers = { ...distance, indicator: 'takeover_share', better: 'low', reference: 0.2 } as const;
  expect(
    sayDistance({ ...takeovers, reached: 'yes', own: { value: 0.1, n: 20, interval: [0.03, 0.2] } }),
  ).toEqual({
    word: 'There',
    counts: '18 of 20 (likely 80 to 97\u00a0%); the aim: at least 80\u00a0%',
  });
});
