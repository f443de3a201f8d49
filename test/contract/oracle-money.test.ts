import { describe, expect, it } from 'vitest';
import { createOracle } from '../support/oracle/create-oracle.ts';
import { createEventTeller, day } from '../support/oracle/event-teller.ts';
import type { OracleEvent } from '../support/oracle/oracle-event.ts';

const says = createEventTeller();
const end = day(1000);

describe('§1 money, §4 closes', () => {
  const period = { from: day(0), to: day(99), asOf: day(99) };
  const won = (days: number, dealId: string, data: Record<string, unknown>) =>
    says.stage(days, dealId, 'won', data);
  const revenue = (...events: OracleEvent[]) =>
    createOracle([says.pipeline(0), ...events]).wonRevenue(period)[0];

  it('adds decimals exactly', () => {
    const tenths = ['0.1', '0.2', '10005533.7'].map((amount, index) => won(1, `d${index}`, { amount }));
    expect(revenue(...tenths, says.tenant(0, { currency: 'EUR' }))).toEqual({
      key: 'all',
      value: '10005534.00',
      currency: 'EUR',
    });
  });

  it('uses the rate at the latest close and the amount of as_of', () => {
    const events = [
      says.tenant(0, { currency: 'EUR' }),
      says.rate(0, 'USD', 0.5),
      says.rate(20, 'USD', 0.9),
      says.stage(1, 'd', 'A', { amount: 1, currency: 'USD' }),
      won(10, 'd', {}),
      says.changed(30, 'd', { amount: '7.77' }),
    ];
    // 3.885, halves away from zero.
    expect(revenue(...events)).toMatchObject({ value: '3.89' });
  });

  it('takes the only currency of the deals where none is configured, and none at all as one', () => {
    expect(revenue(won(1, 'd', { amount: 5, currency: 'CHF' }))).toMatchObject({
      value: '5.00',
      currency: 'CHF',
    });
    expect(revenue(won(1, 'd', { amount: 5 }))).toMatchObject({ value: '5.00', currency: null });
  });

  it('is null where several currencies stand against each other or a rate is missing', () => {
    const two = [won(1, 'd', { amount: 5, currency: 'CHF' }), says.changed(1, 'e', { currency: 'EUR' })];
    expect(revenue(...two)).toEqual({ key: 'all', value: null, reason: 'currency_not_set' });
    expect(revenue(...two, says.tenant(0, { currency: 'EUR' }))).toEqual({
      key: 'all',
      value: null,
      reason: 'rate_not_set',
    });
  });

  it('counts each deal once, at its latest close, for the owner then', () => {
    const oracle = createOracle([
      says.pipeline(0),
      says.stage(1, 'd', 'lost', { owner_id: 'r1' }),
      says.stage(5, 'd', 'won', { owner_id: 'r2' }),
      says.changed(6, 'd', { owner_id: 'r3' }),
      says.stage(2, 'e', 'lost', { owner_id: 'r2' }),
      says.stage(2, 'f', 'won', { owner_id: 'r2' }),
      says.stage(8, 'f', 'A'),
    ]);
    expect(oracle.closes(end).map(({ dealId, at, owner }) => [dealId, at, owner])).toEqual([
      ['d', day(5), 'r2'],
      ['e', day(2), 'r2'],
    ]);
    expect(oracle.winRate({ ...period, by: 'rep' })).toEqual([{ key: 'r2', won: 1, lost: 1, rate: 0.5 }]);
    expect(oracle.winRate({ ...period, asOf: day(7) })).toMatchObject([{ won: 2, lost: 1 }]);
    expect(oracle.wonDeals({ ...period, from: day(3) })).toEqual([{ key: 'all', value: 1 }]);
    expect(oracle.winRate({ ...period, pipeline: 'other' })).toMatchObject([{ rate: null }]);
  });
});
