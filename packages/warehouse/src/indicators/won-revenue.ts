import * as z from 'zod';
import { moneyParameters, moneySql } from '../reads/money.ts';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { defineIndicator } from './define-indicator.ts';
import { moneyMeasures, moneyProblem, moneyRow, moneyValue } from './money-row.ts';
import { closePolicy, resultPolicy } from './policies.ts';

export const wonRevenue = defineIndicator({
  definition: {
    ...closePolicy,
    ...resultPolicy,
    id: 'won_revenue',
    version: 1,
    group: 'result',
    title: 'Won revenue',
    question: 'How much was won?',
    unit: 'money',
    no_interval: 'counted_in_full',
    good_direction: 'up',
    definition:
      'Sum of the amounts of deals whose latest close lies in the period and is a win, in the tenant’s currency at the rate of that close.',
    formula: 'Σ amount · rate(currency, closed_at) over won deals',
    basis:
      'By the day of the latest close; amounts as known at the moment asked for; deals without an amount add nothing.',
  },
  observe: ({ currency }) => ({
    rows: moneySql(visibleClosesSql, 'closed_at', currency),
    dated: 'closed_at',
    counted: 'is_won',
  }),
  parameters: moneyParameters,
  bind: ({ currency }) => ({ currency: currency ?? '' }),
  measures: `count() AS won, toString(sum(worth)) AS revenue, ${moneyMeasures}`,
  row: { won: z.number(), revenue: z.string(), ...moneyRow },
  toRow(row, { currency }) {
    const basis = { interval: null, n: row.won, open: null };
    const problem = moneyProblem(row) ?? null;
    if (problem !== null) return { ...basis, value: null, reason_if_null: problem };
    return { ...basis, ...moneyValue(row.revenue, currency) };
  },
});
