import { expect, it } from 'vitest';
import { agendaAddress, agendaSentence } from './agenda-line.ts';

const item = {
  kind: 'review_due',
  learner_id: 'rep-1',
  coach_id: 'mgr-1',
  day: '2026-11-20',
  at: null,
  month: null,
  plan_id: 'p1',
  record: { name: 'review', id: 'r1' },
  proposal: null,
} as const;

it('names the other of the two to the coach alone', () => {
  expect(agendaSentence(item, 'Ada', false)).toBe('Review with Ada, ten minutes');
  expect(agendaSentence(item, 'Ada', true)).toBe('Review, ten minutes');
});

it('names the month that is looked back on', () => {
  const october = { kind: 'assessment_due', month: '2026-10' } as const;
  expect(agendaSentence(october, 'Ada', false)).toBe('Look back on October 2026 with Ada');
  expect(agendaSentence(october, 'Ada', true)).toBe('Look back on October 2026, three minutes');
});

it.each([
  [item, '/plans/p1'],
  [{ ...item, kind: 'plan_missing', record: null, plan_id: null }, '/plans/new?rep=rep-1'],
  [{ ...item, kind: 'assessment_due', record: { name: 'assessment', id: 'a1' } }, '/assessments/a1'],
  [{ ...item, kind: 'debrief_missing', record: { name: 'call', id: 'c1' } }, '/calls/c1'],
  [{ ...item, kind: 'action_due', record: { name: 'session', id: 's1' } }, '/sessions/s1'],
  [{ ...item, kind: 'barrier_waiting', record: { name: 'barrier', id: 'b1' }, plan_id: null }, '/my-people'],
  [
    { ...item, kind: 'dispute_waiting', record: { name: 'dispute', id: 'd1' }, plan_id: null },
    '/gaps?rep=rep-1',
  ],
] as const)('leads to where it is done', (one, address) => {
  expect(agendaAddress(one)).toBe(address);
});
