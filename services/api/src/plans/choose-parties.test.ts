import type { Person } from '@stepup/warehouse';
import { describe, expect, it } from 'vitest';
import { chooseParties } from './choose-parties.ts';

function person(personId: string, fields: Partial<Person> = {}): Person {
  const rest = { name: personId, login: null, role: 'rep', active: true, team: null, managerId: 'm' };
  return { personId, ...rest, ...fields };
}

const people = [
  person('r'),
  person('alone', { managerId: null }),
  person('gone', { active: false }),
  person('m', { role: 'manager', managerId: 'd' }),
];

describe('chooseParties', () => {
  it.each([
    ['the rep opens it', 'r', 'r', { kind: 'parties', coachId: 'm', side: 'rep' }],
    ['the manager opens it', 'r', 'm', { kind: 'parties', coachId: 'm', side: 'coach' }],
    ['a manager is coached by a director', 'm', 'd', { kind: 'parties', coachId: 'd', side: 'coach' }],
    ['somebody else asks', 'r', 'x', { kind: 'problem', code: 'not_found' }],
    ['the manager of the manager asks', 'r', 'd', { kind: 'problem', code: 'not_found' }],
    ['the rep has left', 'gone', 'm', { kind: 'problem', code: 'not_found' }],
    ['nobody has this id', 'nobody', 'm', { kind: 'problem', code: 'not_found' }],
    ['the rep reports to nobody', 'alone', 'alone', { kind: 'problem', code: 'invalid_body' }],
  ])('%s', (_, repId, openerId, expected) => {
    expect(chooseParties(people, repId, openerId)).toMatchObject(expected);
  });
});
