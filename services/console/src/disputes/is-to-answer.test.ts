import { expect, it } from 'vitest';
import { isToAnswer } from './is-to-answer.ts';

const number = { indicator: 'step_up_rate', coach_id: 'mia', learner_id: 'rita', passed_up: [] };
const finding = { ...number, indicator: 'diagnosis' };
const passedTo = (to: string | null) => [{ on: '2026-11-16', to }];

it.each([
  ['operations, a number', number, 'ops-1', 'sales_ops', true],
  ['operations, a finding', finding, 'ops-1', 'sales_ops', true],
  ['whom they report to, a number', number, 'mia', 'manager', false],
  ['whom they report to, a finding', finding, 'mia', 'manager', true],
  ['whom it went up to', { ...number, passed_up: passedTo('mia') }, 'mia', 'manager', true],
  ['who is above, before it went up', finding, 'dan', 'director', false],
  ['who is above, after it went up', { ...finding, passed_up: passedTo('dan') }, 'dan', 'director', true],
  ['nobody at the top', { ...number, passed_up: passedTo(null) }, 'dan', 'director', false],
  ['the person', finding, 'rita', 'rep', false],
])('%s', (_who, dispute, person_id, role, answers) => {
  expect(isToAnswer(dispute, { person_id, role })).toBe(answers);
});
