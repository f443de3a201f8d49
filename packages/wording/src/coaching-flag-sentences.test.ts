import type { CoachingFlags } from '@stepup/contracts';
import { coachingMeasureIds } from '@stepup/contracts';
import { expect, it } from 'vitest';
import { countDone, isFlagged, sayFlag, sayUnflagged } from './coaching-flag-sentences.ts';
import { coachingMeasureWords } from './coaching-measure-words.ts';

type Measured = CoachingFlags['rows'][number]['measures'][number];

const measured: Measured = {
  indicator: 'rep_measures',
  trap: 'telling',
  state: 'ok',
  n: 24,
  value: 0.375,
  rate: 0.45,
  interval: [0.3, 0.6],
  typical: 0.9,
  p_gap: 0.97,
  tier: 'strong',
  detectable_gap: 0.3,
};

it('says counts first, beside a typical coach’s of as many, and how sure it is', () => {
  expect(sayFlag(measured)).toEqual({
    counts: '9 of 24; a typical coach 22 of as many.',
    sure: 'A strong sign: 97\u00a0% sure that it is at least 10\u00a0% short.',
  });
  expect(sayFlag({ ...measured, tier: 'probable', p_gap: 0.8 }).sure).toBe(
    'Probably a gap: 80\u00a0% sure that it is at least 10\u00a0% short. Look before you decide.',
  );
  expect(isFlagged(measured)).toBe(true);
  expect(isFlagged({ tier: 'watch' })).toBe(false);
});

it('counts what was left to the salesperson where less of a thing is better', () => {
  expect(countDone({ indicator: 'takeover_share', value: 0.25, n: 8 })).toBe('6 of 8');
  expect(countDone({ indicator: 'reviews_kept', value: null, n: 0 })).toBeNull();
});

it.each<[string, Partial<Measured>, string]>([
  ['few plans', { state: 'fewer_than_eight_plans' }, 'nothing is said on fewer than eight plans'],
  ['few counts', { state: 'not_enough_data' }, 'too little counted to say anything'],
  ['few coaches', { state: 'team_too_small' }, 'too few coaches to compare with'],
  ['a colleague’s that is not flagged', { tier: 'none', rate: null }, 'nothing flagged'],
  ['one’s own to watch', { tier: 'watch' }, 'worth keeping an eye on, nothing to act on'],
  ['no sign', { tier: 'none' }, 'no sign of a gap; one would have shown from 63\u00a0% downwards'],
  [
    'little to see',
    { tier: 'none', detectable_gap: 0.95 },
    'no sign of a gap; only a very large one would have shown',
  ],
])('says why nothing is flagged: %s', (_case, changes, words) => {
  expect(sayUnflagged({ ...measured, ...changes })).toBe(words);
});

it('has words for every measure, none of which blames', () => {
  for (const id of coachingMeasureIds) {
    const { title, lookAt } = coachingMeasureWords[id];
    expect(`${title} ${lookAt}`).not.toMatch(/fail|fault|bad|wrong|poor|undefined/i);
  }
});
