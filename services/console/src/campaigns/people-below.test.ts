import { expect, it } from 'vitest';
import type { Person } from '../api/console-answers.ts';
import { salespeopleBelow } from './people-below.ts';

function person(id: string, manager: string | null, changes: Partial<Person> = {}): Person {
  return {
    person_id: id,
    name: `Name ${id}`,
    role: 'rep',
    active: true,
    team: null,
    manager_id: manager,
    ...changes,
  };
}

it('lists who sells at any level below, by name, and nobody else', () => {
  const people = [
    person('dan', null, { role: 'director' }),
    person('mia', 'dan', { role: 'manager' }),
    person('b', 'mia'),
    person('a', 'mia'),
    person('left', 'mia', { active: false }),
    person('elsewhere', 'max'),
  ];
  const ids = (leader: string) => salespeopleBelow(people, leader).map(({ person_id }) => person_id);
  expect(ids('mia')).toEqual(['a', 'b']);
  expect(ids('dan')).toEqual(['a', 'b']);
  expect(ids('b')).toEqual([]);
});

it('ends where people report to each other in a circle', () => {
  const circle = [person('a', 'b'), person('b', 'a')];
  expect(salespeopleBelow(circle, 'a').map(({ person_id }) => person_id)).toEqual(['a', 'b']);
});
