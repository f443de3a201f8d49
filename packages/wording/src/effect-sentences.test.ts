import { expect, it } from 'vitest';
import {
  pointsAtHalf,
  sayChoices,
  sayPlacebo,
  sayPooledEffect,
  sayQuotaDifference,
} from './effect-sentences.ts';

it('tells an effect as points of a rate of one half', () => {
  // Half a logit is some twelve points of a middling rate.
  expect(pointsAtHalf(0.5)).toBeCloseTo(0.1225, 4);
  expect(pointsAtHalf(-0.5)).toBeCloseTo(-0.1225, 4);
  const row = {
    key: 'm',
    plans: 12,
    effect: { mean: 0.24, interval: [0.04, 0.44] as [number, number], p_above_company: 0.7 },
    reliability: 0.6,
  };
  expect(sayPooledEffect(row)).toEqual({ value: '+6\u00a0points', note: 'likely +1 to +11, on 12 plans' });
});

it.each([
  ['fewer_than_eight_plans', 1, '1 plan; nothing is said on fewer than eight'],
  ['too_unsure', 9, '9 plans: they say too different things to be told together'],
] as const)('says why nothing is told: %s', (reason, plans, note) => {
  const row = { key: 'm', plans, effect: null, reliability: null, reason_if_null: reason };
  expect(sayPooledEffect(row)).toEqual({ value: null, note });
});

it('says how often an effect is found where nobody was coached', () => {
  expect(sayPlacebo(null)).toContain('from the first weekly check on');
  const checked = { fake_starts: 80, reported: 4, rate: 0.05, as_of: '2026-05-04T00:00:00.000000Z' };
  expect(sayPlacebo({ ...checked, interval: [0.03, 0.1] })).toBe(
    'Checked on 80 made-up starts of people who were never coached: an effect was found in 5\u00a0% of them (likely 3 to 10\u00a0%).',
  );
});

const comparison = {
  difference: 0.08,
  interval: [-0.03, 0.19] as [number, number],
  worth: '12000.00',
  worth_interval: ['-4500.00', '28500.00'] as [string, string],
  coached: 6,
  comparison_group: 22,
  basis: 'As it was counted.',
  reason_if_null: null,
};

it('tells what coaching was worth against the comparison group, and that it may be nothing', () => {
  expect(sayQuotaDifference({ comparison, currency: 'EUR' })).toEqual({
    headline:
      'No difference can be told from luck: +8\u00a0points of quota (likely −3 to +19) against people who were not coached.',
    worth: null,
    basis: [
      'The range holds zero: it may as well be nothing.',
      '6 people coached, 22 not coached in this time.',
      'As it was counted.',
      'Worth about 12,000\u00a0EUR, likely −4,500 to 29,000\u00a0EUR.',
    ],
  });
  expect(
    sayQuotaDifference({ comparison: { ...comparison, interval: [0.02, 0.14] }, currency: 'EUR' }),
  ).toEqual({
    headline: '+8\u00a0points of quota (likely +2 to +14) against people who were not coached.',
    worth: 'Worth about 12,000\u00a0EUR, likely −4,500 to 29,000\u00a0EUR.',
    basis: ['6 people coached, 22 not coached in this time.', 'As it was counted.'],
  });
});

it('tells what a manager decided as counts, and nothing where there was nothing to decide', () => {
  const none = { n: 0, done: 0, share: null, interval: null };
  const row = { key: 'max', plans: 0, effect: null, reliability: null };
  const choices = { flags_started: none, wait_lists: none, verdicts_reached: none };
  expect(sayChoices(row)).toBeNull();
  expect(sayChoices({ ...row, choices })).toBeNull();
  const some = {
    flags_started: { n: 5, done: 3, share: 0.6, interval: [0.34, 0.81] as [number, number] },
    wait_lists: { n: 1, done: 0, share: 0, interval: [0, 0.62] as [number, number] },
    verdicts_reached: { n: 2, done: 1, share: 0.5, interval: [0.16, 0.84] as [number, number] },
  };
  expect(sayChoices({ ...row, choices: some })).toBe(
    '3 of 5 strong flags coached within two weeks · 0 of 1 campaign with a wait-list by lot · 1 of 2 focuses can be told',
  );
});

it('tells nothing of a few', () => {
  const few = {
    ...comparison,
    difference: null,
    interval: null,
    worth: null,
    worth_interval: null,
    coached: 2,
    reason_if_null: 'too_few_coached' as const,
  };
  expect(sayQuotaDifference({ comparison: few, currency: null })).toEqual({
    headline: 'It cannot be told: too few people were coached.',
    worth: null,
    basis: ['2 people coached, 22 not coached in this time.'],
  });
});
