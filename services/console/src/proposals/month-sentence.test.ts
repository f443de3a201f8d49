import { expect, it } from 'vitest';
import { monthSentence } from './month-sentence.ts';

it.each([
  [6, 3, '3 of 6 have no plan yet.'],
  [6, 5, '1 of 6 has no plan yet.'],
  [6, 0, 'None of 6 has a plan yet.'],
  [6, 6, 'All 6 have a plan already.'],
  [1, 0, 'No plan yet: choose one.'],
  [1, 1, 'There is a plan already.'],
])('says for %i people, %i of them with a plan, what is left to do', (people, withPlan, sentence) => {
  expect(monthSentence(people, withPlan)).toBe(sentence);
});
