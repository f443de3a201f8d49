import type { IndicatorRow, Membership } from '@stepup/warehouse';
import { describe, expect, it } from 'vitest';
import { compareRows } from './compare-rows.ts';

const member = (personId: string, change: Partial<Membership> = {}): Membership => ({
  personId,
  team: 'big',
  managerId: 'm1',
  absent: null,
  isMember: true,
  ...change,
});
const row = (key: string, value: IndicatorRow['value']): IndicatorRow => ({
  key,
  value,
  interval: null,
  n: 1,
  open: null,
});
const five = ['r1', 'r2', 'r3', 'r4', 'r5'].map((id) => member(id));
const all = { isAskedAbout: () => true };

describe('rows by rep', () => {
  const memberships = [
    ...five,
    member('new', { absent: 'joined' }),
    member('gone', { absent: 'left' }),
    member('alone', { team: 'small', managerId: 'm2' }),
  ];
  const rows = [
    row('r1', 10),
    row('r2', 20),
    row('new', 900),
    row('gone', 1),
    row('alone', 6),
    row('queue', 7),
  ];

  it('leave joiners, leavers and whoever is no salesperson out of the average, and say so', () => {
    const { average } = compareRows(rows, { by: 'rep', unit: 'ratio', memberships, ...all });
    expect(average).toEqual({
      value: 12,
      people: 3,
      left_out: [
        { key: 'new', because: 'joined' },
        { key: 'gone', because: 'left' },
        { key: 'queue', because: 'not_a_rep' },
      ],
    });
  });

  it('count who has nothing as 0 where something is counted, and not at all in rates', () => {
    expect(compareRows(rows, { by: 'rep', unit: 'count', memberships, ...all }).average).toMatchObject({
      value: 6,
      people: 6,
    });
    expect(compareRows(rows, { by: 'rep', unit: 'rate', memberships, ...all }).average?.people).toBe(3);
  });

  it('are exact in money, and tell nothing where one amount cannot be told', () => {
    const money = [row('r1', '0.10'), row('r2', '0.20'), row('r3', '-0.05')];
    const comparison = { by: 'rep', unit: 'money', memberships: five, ...all } as const;
    expect(compareRows(money, comparison).average).toMatchObject({ value: '0.05', people: 5 });
    expect(compareRows([...money, row('r4', null)], comparison).average?.value).toBeNull();
  });

  it('show those of small teams without comparing them', () => {
    const compared = compareRows(rows, { by: 'rep', unit: 'ratio', memberships, ...all }).rows;
    expect(compared.map(({ key, unranked }) => [key, unranked])).toEqual([
      ['r1', undefined],
      ['r2', undefined],
      ['new', 'joined'],
      ['gone', 'left'],
      ['alone', 'below_five'],
      ['queue', 'not_a_rep'],
    ]);
  });

  it('average over those asked about alone', () => {
    const isAskedAbout = ({ team }: Membership): boolean => team === 'small';
    expect(compareRows(rows, { by: 'rep', unit: 'ratio', memberships, isAskedAbout }).average?.value).toBe(6);
  });
});

describe('rows by team and manager', () => {
  it('are ranked from five people on who were there for the whole period', () => {
    const memberships = [...five.slice(1), member('new', { absent: 'joined' })];
    const ask = (everybody: readonly Membership[], by: 'team' | 'manager') =>
      compareRows([row(by === 'team' ? 'big' : 'm1', 1)], {
        by,
        unit: 'count',
        memberships: everybody,
        ...all,
      });
    expect(ask(five, 'team').rows[0]).not.toHaveProperty('unranked');
    expect(ask(memberships, 'team').rows[0]).toMatchObject({ value: 1, unranked: 'below_five' });
    expect(ask(five, 'manager').rows[0]).not.toHaveProperty('unranked');
    expect(ask(memberships, 'manager').rows[0]).toMatchObject({ unranked: 'below_five' });
    expect(ask(five, 'team').average).toBeNull();
  });
});
