import { describe, expect, it } from 'vitest';
import { membershipOf, type PersonVersion } from './read-membership.ts';

const since = '1970-01-01T00:00:00.000000Z';
const [january, march, june, september] = ['01', '03', '06', '09'].map(
  (month) => `2026-${month}-01T00:00:00.000000Z`,
);
const period = { from: march ?? '', to: september ?? '', fromDay: '2026-03-01' };
const seller: PersonVersion = {
  validFrom: since,
  role: 'rep',
  active: true,
  team: 'T',
  managerId: 'm',
  startedOn: '',
};
const from = (validFrom = '', change: Partial<PersonVersion> = {}): PersonVersion => ({
  ...seller,
  ...change,
  validFrom,
});

describe('the part of a person in a period', () => {
  it.each<[string, PersonVersion[], ReturnType<typeof membershipOf>['absent']]>([
    ['there all along', [seller], null],
    ['changed before it', [from(since, { team: 'S' }), from(january)], null],
    ['changed when it begins', [from(since, { team: 'S' }), from(march)], null],
    ['changed when it ends', [seller, from(september, { active: false })], null],
    ['another manager, the same team', [seller, from(june, { managerId: 'n' })], null],
    ['another team', [seller, from(june, { team: 'S' })], 'moved'],
    ['gone within it', [seller, from(june, { active: false })], 'left'],
    ['promoted within it', [seller, from(june, { role: 'manager' })], 'left'],
    ['away for a while', [seller, from(april(), { active: false }), from(june)], 'left'],
    ['came within it', [from(since, { active: false }), from(june)], 'joined'],
    ['says to have started within it', [from(since, { startedOn: '2026-04-15' })], 'joined'],
    ['says to have started on its first day', [from(since, { startedOn: '2026-03-01' })], null],
    ['a manager', [from(since, { role: 'manager' })], 'not_a_rep'],
    ['gone before it', [seller, from(january, { active: false })], 'not_a_rep'],
  ])('%s', (_, versions, absent) => {
    expect(membershipOf(versions, period).absent).toBe(absent);
  });

  it('is shown in the team of its last time as a salesperson', () => {
    const versions = [
      seller,
      from(june, { team: 'S' }),
      from('2026-08-01T00:00:00.000000Z', { active: false, team: '' }),
    ];
    expect(membershipOf(versions, period)).toEqual({
      team: 'S',
      managerId: 'm',
      isMember: true,
      absent: 'left',
    });
  });
});

function april(): string {
  return '2026-04-01T00:00:00.000000Z';
}
