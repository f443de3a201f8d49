import type { Person } from '@stepup/warehouse';
import { describe, expect, it } from 'vitest';
import { narrowList, narrowQuestion } from './narrow-question.ts';
import { toViewer, type Viewer } from './viewer.ts';

function personOf(
  personId: string,
  role: string,
  managerId: string | null,
  team: string | null = null,
): Person {
  return { personId, name: personId, login: null, role, active: true, team, managerId };
}

const people: Person[] = [
  personOf('board', 'board', null),
  personOf('dir', 'director', 'board'),
  personOf('m1', 'manager', 'dir'),
  personOf('m2', 'manager', 'dir'),
  ...['a', 'b', 'c', 'd', 'e'].map((id) => personOf(id, 'rep', 'm1', 'big')),
  ...['x', 'y'].map((id) => personOf(id, 'rep', 'm2', 'small')),
];

function viewerOf(person: string, everyone: Person[] = people): Viewer {
  const verdict = toViewer({ tenant: 't', subject: person, person, scopes: [] }, everyone);
  if (verdict.kind !== 'viewer') throw new Error(verdict.detail);
  return verdict.viewer;
}

const unfiltered = { rep: undefined, team: undefined, manager: undefined };

describe('narrowQuestion', () => {
  it.each([
    ['a', ['a']],
    ['m2', ['m2', 'x', 'y']],
    ['dir', ['a', 'b', 'c', 'd', 'dir', 'e', 'm1', 'm2', 'x', 'y']],
    ['ops-1', 'all'],
  ])('shows %s exactly whom they lead, and themself', (person, reps) => {
    const narrowed = narrowQuestion(viewerOf(person), { ...unfiltered, by: 'rep' });
    if (narrowed.kind !== 'allowed') throw new Error(narrowed.kind);
    expect(narrowed.reps === 'all' ? 'all' : [...narrowed.reps].toSorted()).toEqual(reps);
  });

  it('ends circles among managers', () => {
    const circle = [personOf('p', 'director', 'q'), personOf('q', 'manager', 'p'), personOf('r', 'rep', 'q')];
    const narrowed = narrowQuestion(viewerOf('p', circle), { ...unfiltered, by: null });
    expect(narrowed).toMatchObject({ kind: 'allowed', reps: expect.arrayContaining(['p', 'q', 'r']) });
  });

  it.each([
    ['a', 'b', 'not_found'],
    ['a', 'a', 'allowed'],
    ['m2', 'a', 'not_found'],
    ['dir', 'x', 'allowed'],
    ['board', 'a', 'not_found'],
    ['ops-1', 'nobody-yet', 'allowed'],
  ])('answers %s about %s: %s', (person, rep, kind) => {
    expect(narrowQuestion(viewerOf(person), { ...unfiltered, rep, by: null }).kind).toBe(kind);
  });

  it.each([
    [{ by: 'rep' }, 'forbidden'],
    [{ by: 'segment' }, 'forbidden'],
    [{ by: 'product' }, 'forbidden'],
    [{ by: 'month' }, 'allowed'],
    [{ by: 'week' }, 'allowed'],
    [{ by: null }, 'allowed'],
    [{ by: 'team' }, 'forbidden'],
    [{ by: 'manager' }, 'forbidden'],
    [{ by: null, team: 'big' }, 'forbidden'],
    [{ by: 'month', manager: 'm1' }, 'forbidden'],
  ] as const)('answers the board about %j: %s', (question, kind) => {
    expect(narrowQuestion(viewerOf('board'), { ...unfiltered, ...question }).kind).toBe(kind);
  });

  it('shows the board nothing of a tenant of four', () => {
    const few = [
      personOf('board', 'board', null),
      ...['a', 'b', 'c', 'd'].map((id) => personOf(id, 'rep', null)),
    ];
    expect(narrowQuestion(viewerOf('board', few), { ...unfiltered, by: null }).kind).toBe('not_found');
  });

  it('gives the board no list of single deals', () => {
    expect(narrowList(viewerOf('board'), unfiltered).kind).toBe('forbidden');
    expect(narrowList(viewerOf('a'), unfiltered)).toMatchObject({ kind: 'allowed', reps: ['a'] });
  });
});

describe('toViewer', () => {
  it('lets scopes in a token of a person narrow the role and never widen it', () => {
    const scopesOf = (scopes: string[]) => {
      const verdict = toViewer({ tenant: 't', subject: 'a', person: 'a', scopes }, people);
      return verdict.kind === 'viewer' ? verdict.viewer.scopes : verdict.kind;
    };
    expect(scopesOf(['openid', 'read'])).toEqual(['read']);
    expect(scopesOf(['operate', 'events:write'])).toEqual([]);
    expect(scopesOf(['openid', 'profile'])).toEqual(['read', 'coach']);
  });

  it('gives programs their scopes as far as they are known', () => {
    const verdict = toViewer({ tenant: 't', subject: 'client:x', scopes: ['read', 'everything'] }, []);
    expect(verdict).toEqual({
      kind: 'viewer',
      viewer: { tenant: 't', asks: 'program', scopes: ['read'], sees: { kind: 'everyone' } },
    });
  });

  it('finds a person by id before by login', () => {
    const twins = [{ ...personOf('one', 'rep', null), login: 'two' }, personOf('two', 'rep', null)];
    expect(viewerOf('two', twins).personId).toBe('two');
  });

  it('keeps ops-1 the operator whatever the events of a tenant say', () => {
    const viewer = viewerOf('ops-1', [personOf('ops-1', 'rep', null)]);
    expect(viewer).toMatchObject({ sees: { kind: 'everyone' }, scopes: expect.arrayContaining(['operate']) });
  });
});
