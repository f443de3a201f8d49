import type { RosterPerson } from '@stepup/warehouse';
import { describe, expect, it } from 'vitest';
import { choosePeersOf, listTeams } from './teams.ts';

function person(personId: string, fields: Partial<RosterPerson> = {}): RosterPerson {
  return { personId, role: 'rep', active: true, team: null, managerId: null, ...fields };
}

describe('listTeams', () => {
  it('goes by team, else by manager, and keeps everyone else together', () => {
    const roster = [
      person('b', { team: 'north', managerId: 'm' }),
      person('a', { team: 'north', managerId: 'n' }),
      person('c', { managerId: 'm' }),
      person('d'),
    ];
    expect(listTeams(roster).map(({ ref, repIds }) => [ref, repIds])).toEqual([
      [{ kind: 'team', team: 'north' }, ['a', 'b']],
      [{ kind: 'reports', managerId: 'm' }, ['c']],
      [{ kind: 'everyone_without_team' }, ['d']],
    ]);
  });

  it('gives cells to active reps alone', () => {
    const roster = [
      person('rep', { team: 't' }),
      person('gone', { team: 't', active: false }),
      person('boss', { team: 't', role: 'manager' }),
    ];
    expect(listTeams(roster)[0]?.repIds).toEqual(['rep']);
  });

  it('leaves room for people nobody has told of', () => {
    expect(listTeams([])).toEqual([{ ref: { kind: 'everyone_without_team' }, key: '3', repIds: [] }]);
  });

  it('tells a team from the reports of a manager of the same name', () => {
    const keys = listTeams([person('a', { team: 'x' }), person('b', { managerId: 'x' })]).map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(3);
  });
});

describe('choosePeersOf', () => {
  it('takes the first of the other teams, at most 45, the same at every look', () => {
    const others = Array.from({ length: 60 }, (_, i) => `p-${String(i).padStart(2, '0')}`);
    const teams = listTeams([
      person('own', { team: 'small' }),
      ...others.toReversed().map((personId, i) => person(personId, { team: `t-${i % 7}` })),
    ]);
    const small = teams.find(({ repIds }) => repIds.includes('own'));
    if (small === undefined) throw new Error('no team');
    expect(choosePeersOf(small, teams)).toEqual(others.slice(0, 45));
  });
});
