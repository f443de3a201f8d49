import * as z from 'zod';
import { moneyParameters, moneySql } from '../reads/money.ts';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { defineIndicator } from './define-indicator.ts';
import { signedMeanInterval } from './mean-interval.ts';
import { moneyMeasures, moneyProblem, moneyRow, moneyValue } from './money-row.ts';
import { closePolicy, resultPolicy } from './policies.ts';

export const dealValue = defineIndicator({
  definition: {
    ...closePolicy,
    ...resultPolicy,
    id: 'deal_value',
    version: 1,
    group: 'process',
    title: 'Deal value',
    question: 'How much is a won deal worth?',
    unit: 'money',
    good_direction: 'up',
    definition:
      'Mean amount of the deals won in the period, in the tenant’s currency at the rate of the close.',
    formula: 'Σ amount of won / |{won with an amount}|',
    basis:
      'By the day of the latest close; amounts as known at the moment asked for. The interval is that of a mean; null for a single deal.',
    exclusions: `${closePolicy.exclusions} Deals without an amount.`,
  },
  observe: ({ currency }) => ({
    rows: moneySql(visibleClosesSql, 'closed_at', currency),
    dated: 'closed_at',
    counted: 'is_won AND isNotNull(amount)',
  }),
  parameters: moneyParameters,
  bind: ({ currency }) => ({ currency: currency ?? '' }),
  measures: `count() AS won, toString(sum(worth) / count()) AS mean, toFloat64(sum(worth)) / count() AS middle,
    if(won > 1, stddevSamp(toFloat64(worth)), 0) AS deviation, ${moneyMeasures}`,
  row: { won: z.number(), mean: z.string(), middle: z.number(), deviation: z.number(), ...moneyRow },
  toRow(row, { currency }) {
    const basis = { n: row.won, open: null };
    const problem = moneyProblem(row) ?? null;
    if (problem !== null) return { ...basis, value: null, interval: null, reason_if_null: problem };
    const range = signedMeanInterval(row.middle, row.deviation, row.won);
    return {
      ...basis,
      ...moneyValue(row.mean, currency),
      interval: range === null ? null : [range[0].toFixed(2), range[1].toFixed(2)],
    };
  },
});
