import type { AbsenceContent } from '@stepup/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../records/add-days.ts';
import { type AgendaFacts, type AgendaRecord, decideAgenda } from './decide-agenda.ts';

const plan = { id: 'p', repId: 'rita', coachId: 'mia', month: '2026-11', state: 'active' as const };
const facts: AgendaFacts = {
  now: '2026-11-20T09:00:00.000000Z',
  today: '2026-11-20',
  horizonDays: 7,
  dayOf: (at) => at.slice(0, 10),
  pairs: [{ learnerId: 'rita', coachId: 'mia' }],
  plans: [plan],
  records: [],
  absences: new Map(),
  proposals: new Map(),
};
const record = (changed: Partial<AgendaRecord> & Pick<AgendaRecord, 'name' | 'state'>): AgendaRecord => ({
  id: 'r',
  learnerId: 'rita',
  coachId: 'mia',
  planId: 'p',
  dueOn: null,
  happensAt: null,
  askedId: null,
  month: null,
  openedAt: '2026-11-01T08:00:00.000000Z',
  updatedAt: '2026-11-01T08:00:00.000000Z',
  ...changed,
});
const kindsOf = (changed: Partial<AgendaFacts>) =>
  decideAgenda({ ...facts, ...changed }).map(({ kind, day }) => `${kind} ${day}`);
const away = (from: string, until: string | null): AgendaFacts['absences'] =>
  new Map<string, AbsenceContent[]>([['rita', [{ state: 'open', from, until }]]]);

describe('the opening of the month', () => {
  const proposal = { basis: 'lever' as const, skillId: 'discovery', step: null };
  it.each([
    ['nobody has a plan', [], ['plan_missing 2026-11-01']],
    ['the plan is of another month', [{ ...plan, month: '2026-10' }], ['plan_missing 2026-11-01']],
    ['the plan was given up', [{ ...plan, state: 'abandoned' as const }], ['plan_missing 2026-11-01']],
    ['the plan is a draft', [{ ...plan, state: 'draft' as const }], []],
    ['the plan is completed', [{ ...plan, state: 'completed' as const }], []],
  ])('%s', (_case, plans, expected) => {
    expect(kindsOf({ plans })).toEqual(expected);
  });
  it('comes with what the plan could be about', () => {
    const [item] = decideAgenda({ ...facts, plans: [], proposals: new Map([['rita', proposal]]) });
    expect(item).toMatchObject({ kind: 'plan_missing', learnerId: 'rita', coachId: 'mia', proposal });
  });
});

describe('what is due', () => {
  it.each<[string, AgendaRecord, string[]]>([
    [
      'a review that was due last week',
      record({ name: 'review', state: 'due', dueOn: '2026-11-12' }),
      ['review_due 2026-11-12'],
    ],
    [
      'one in a week',
      record({ name: 'review', state: 'due', dueOn: '2026-11-27' }),
      ['review_due 2026-11-27'],
    ],
    ['one in eight days', record({ name: 'review', state: 'due', dueOn: '2026-11-28' }), []],
    ['one that was held', record({ name: 'review', state: 'held' }), []],
    [
      'an open action',
      record({ name: 'session', state: 'settled', dueOn: '2026-11-21' }),
      ['action_due 2026-11-21'],
    ],
    [
      'a session ahead',
      record({ name: 'session', state: 'planned', happensAt: '2026-11-22T10:00:00.000000Z' }),
      ['session_planned 2026-11-22'],
    ],
    [
      'a barrier',
      record({ name: 'barrier', state: 'open', dueOn: '2026-11-25', planId: null }),
      ['barrier_waiting 2026-11-25'],
    ],
    [
      'a call a day ago, not debriefed',
      record({ name: 'call', state: 'planned', happensAt: '2026-11-19T09:00:00.000000Z' }),
      ['debrief_missing 2026-11-20'],
    ],
    [
      'a call less than a day ago',
      record({ name: 'call', state: 'planned', happensAt: '2026-11-19T09:00:00.001000Z' }),
      [],
    ],
    [
      'an obstacle untouched for two weeks',
      record({ name: 'obstacle', state: 'worked_on', updatedAt: '2026-11-06T08:00:00.000000Z' }),
      ['obstacle_untouched 2026-11-20'],
    ],
    ['one that is parked', record({ name: 'obstacle', state: 'parked' }), []],
  ])('%s', (_case, one, expected) => {
    expect(kindsOf({ records: [one] })).toEqual(expected);
  });

  it('nothing of a plan that has ended', () => {
    const records = [record({ name: 'review', state: 'due', dueOn: '2026-11-12' })];
    expect(kindsOf({ records, plans: [{ ...plan, state: 'completed' }] })).toEqual([]);
  });
});

describe('a month to look back on', () => {
  const due = (state: string) =>
    record({ name: 'assessment', state, dueOn: '2026-11-05', planId: 'ended', month: '2026-10' });
  it.each([
    ['open', 'learner'],
    ['returned', 'learner'],
    ['learner_answered', 'coach'],
    ['answered', 'both'],
  ] as const)('%s waits for %s, also when its plan has ended', (state, waitsFor) => {
    expect(decideAgenda({ ...facts, records: [due(state)] })).toMatchObject([
      {
        kind: 'assessment_due',
        day: '2026-11-05',
        month: '2026-10',
        waitsFor,
        record: { name: 'assessment' },
      },
    ]);
  });
  it('waits for nobody once it is locked', () => {
    expect(kindsOf({ records: [{ ...due('locked'), dueOn: null }] })).toEqual([]);
  });
});

describe('a step that nobody went to see', () => {
  const debriefed = record({ name: 'call', state: 'debriefed', dueOn: '2026-11-18' });
  it('waits from the day on which it could be seen', () => {
    expect(kindsOf({ records: [debriefed] })).toEqual(['cycle_without_evidence 2026-11-18']);
    expect(kindsOf({ records: [{ ...debriefed, dueOn: '2026-11-20' }] })).toEqual([]);
  });
  it('is seen by the next card of the plan', () => {
    const next = record({ id: 'n', name: 'call', state: 'planned', openedAt: '2026-11-10T08:00:00.000000Z' });
    expect(kindsOf({ records: [debriefed, next] })).toEqual([]);
    expect(kindsOf({ records: [debriefed, { ...next, state: 'cancelled' }] })).toHaveLength(1);
    expect(kindsOf({ records: [debriefed, { ...next, planId: null }] })).toHaveLength(1);
  });
});

describe('an absence', () => {
  const records = [record({ name: 'review', state: 'due', dueOn: '2026-11-12' })];
  it('pauses everything while it lasts', () => {
    expect(kindsOf({ records, plans: [], absences: away('2026-11-10', '2026-11-24') })).toEqual([]);
    expect(kindsOf({ records, absences: away('2026-11-10', null) })).toEqual([]);
  });
  it('moves what fell into it to the first day back', () => {
    expect(kindsOf({ records, absences: away('2026-11-10', '2026-11-17') })).toEqual([
      'review_due 2026-11-17',
    ]);
  });
  it('does not count as days in which an obstacle was left alone', () => {
    const obstacle = record({
      name: 'obstacle',
      state: 'worked_on',
      updatedAt: '2026-11-02T08:00:00.000000Z',
    });
    expect(kindsOf({ records: [obstacle] })).toEqual(['obstacle_untouched 2026-11-16']);
    expect(kindsOf({ records: [obstacle], absences: away('2026-11-05', '2026-11-12') })).toEqual([
      'obstacle_untouched 2026-11-23',
    ]);
  });
});

it('is in order, within its horizon, and the same whatever the order of the records', () => {
  const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays('2026-11-20', days));
  const any = fc.record({
    id: fc.uuid(),
    name: fc.constantFrom('review', 'session', 'call', 'obstacle', 'barrier'),
    state: fc.constantFrom('due', 'planned', 'held', 'debriefed', 'worked_on', 'open'),
    dueOn: fc.option(day),
    updatedAt: day.map((of) => `${of}T08:00:00.000000Z`),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(any, { maxLength: 30, selector: ({ id }) => id }),
      fc.nat(30),
      (some, horizonDays) => {
        const records = some.map((one) => record(one));
        const items = decideAgenda({ ...facts, horizonDays, records });
        expect(decideAgenda({ ...facts, horizonDays, records: records.toReversed() })).toEqual(items);
        const days = items.map((item) => item.day);
        expect(days).toEqual(days.toSorted());
        expect(days.every((of) => of <= addDays('2026-11-20', horizonDays))).toBe(true);
      },
    ),
  );
});
