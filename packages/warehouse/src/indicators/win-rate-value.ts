import * as z from 'zod';
import { moneyParameters, moneySql } from '../reads/money.ts';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { defineIndicator } from './define-indicator.ts';
import { ratioInterval } from './mean-interval.ts';
import { moneyMeasures, moneyProblem, moneyRow } from './money-row.ts';
import { closePolicy, resultPolicy } from './policies.ts';

export const winRateValue = defineIndicator({
  definition: {
    ...closePolicy,
    ...resultPolicy,
    id: 'win_rate_value',
    version: 1,
    group: 'process',
    title: 'Win rate by value',
    question: 'What share of the value decided is won?',
    unit: 'rate',
    good_direction: 'up',
    definition:
      'Won value divided by won and lost value, of the deals whose latest close lies in the period. Much below the win rate means that the large deals are lost.',
    formula: 'Σ amount of won / Σ amount of won and lost',
    basis:
      'By the day of the latest close; amounts as known at the moment asked for, at the rate of that close. The interval is that of a ratio of sums.',
    exclusions: `${closePolicy.exclusions} Deals without an amount above 0.`,
  },
  observe: ({ currency }) => ({
    rows: moneySql(visibleClosesSql, 'closed_at', currency),
    dated: 'closed_at',
    counted: 'amount > 0',
  }),
  parameters: moneyParameters,
  bind: ({ currency }) => ({ currency: currency ?? '' }),
  measures: `count() AS closed, toFloat64(sumIf(worth, is_won)) AS won, toFloat64(sum(worth)) AS decided,
    sumIf(pow(toFloat64(worth), 2), is_won) AS won_squares, sumIf(pow(toFloat64(worth), 2), NOT is_won) AS lost_squares, ${moneyMeasures}`,
  row: {
    closed: z.number(),
    won: z.number(),
    decided: z.number(),
    won_squares: z.number(),
    lost_squares: z.number(),
    ...moneyRow,
  },
  toRow(row) {
    const basis = { n: row.closed, open: null };
    const problem = moneyProblem(row) ?? null;
    if (problem !== null) return { ...basis, value: null, interval: null, reason_if_null: problem };
    const value = row.won / row.decided;
    // Of a ratio of sums: each deal is off by its worth times what it differs from the ratio (Cochran 1977, 2.11).
    const squares = row.won_squares * (1 - value) ** 2 + row.lost_squares * value ** 2;
    return { ...basis, value, interval: ratioInterval(value, Math.sqrt(squares) / row.decided, row.closed) };
  },
});
