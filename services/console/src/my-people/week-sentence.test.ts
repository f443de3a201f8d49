import { expect, it } from 'vitest';
import { weekSentence } from './week-sentence.ts';

const state = {
  personId: 'rep-1',
  name: 'Ada',
  plan: null,
  review: null,
  debriefsMissing: 0,
  daysSinceSession: null,
  held: 0,
  dropped: 0,
  openSessionId: null,
};

it('names what is to be done, and nothing else', () => {
  const states = [state, { ...state, review: { dueOn: '2026-11-01', isOverdue: true }, debriefsMissing: 2 }];
  expect(weekSentence(states, 1)).toBe(
    '2 of 2 without a plan, 1 review overdue, 2 debriefs missing, 1 barrier waits for your answer.',
  );
  expect(weekSentence([], 0)).toBe('Everybody has a plan, and nothing is overdue.');
});
