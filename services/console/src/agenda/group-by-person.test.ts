import type { AgendaAnswer } from '@stepup/contracts';
import { expect, it } from 'vitest';
import { groupByPerson } from './group-by-person.ts';

type Item = AgendaAnswer['items'][number];

const item = (learner_id: string, day: string): Item => ({
  kind: 'review_due',
  learner_id,
  coach_id: 'mia',
  day,
  at: null,
  month: null,
  plan_id: null,
  record: null,
  proposal: null,
});

it('puts what is one’s own first, then the others by the earliest, and loses nothing', () => {
  const items = [
    item('rob', '2026-11-01'),
    item('rita', '2026-11-02'),
    item('rob', '2026-11-03'),
    item('mia', '2026-11-04'),
  ];
  const grouped = groupByPerson(items, 'mia');
  expect(grouped.map(({ learnerId, items: of }) => [learnerId, of.map(({ day }) => day.slice(-2))])).toEqual([
    ['mia', ['04']],
    ['rob', ['01', '03']],
    ['rita', ['02']],
  ]);
  expect(groupByPerson([], 'mia')).toEqual([]);
});
