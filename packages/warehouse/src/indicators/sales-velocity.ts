import * as z from 'zod';
import { moneyParameters, moneySql } from '../reads/money.ts';
import { openDealsSql } from '../reads/open-deals.ts';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { defineIndicator } from './define-indicator.ts';
import { moneyMeasures, moneyProblem, moneyRow, moneyValue } from './money-row.ts';
import { openDealPolicy } from './open-deal-policy.ts';
import { resultPolicy } from './policies.ts';

const shared = 'deal_id, pipeline_id, rep, team, manager, segment, product, amount, currency';

/** The deals closed in the period, and those open at its end. */
const closedAndOpenSql = `(
  SELECT ${shared}, closed_at AS at, 0 AS is_open, is_won, greatest(0, toUnixTimestamp64Micro(closed_at) - toUnixTimestamp64Micro(began_at)) / 86400e6 AS cycle_days
  FROM ${visibleClosesSql}
  UNION ALL
  SELECT ${shared}, seen_at AS at, 1 AS is_open, 0 AS is_won, 0 AS cycle_days FROM ${openDealsSql})`;

export const salesVelocity = defineIndicator({
  definition: {
    ...openDealPolicy,
    ...resultPolicy,
    id: 'sales_velocity',
    version: 1,
    group: 'process',
    title: 'Sales velocity',
    question: 'How much does the present pipeline bring in a day, if it goes on like this?',
    unit: 'money',
    no_interval: 'combined',
    good_direction: 'up',
    definition:
      'Open deals times win rate times mean value of a won deal, divided by the mean days from the beginning of a won deal to its close. Money a day.',
    formula: 'open · (won / closed) · (Σ amount of won / won) / mean days of won',
    basis_kind: 'window',
    basis:
      'Open at the end of the period; won and closed in the period, by the day of the latest close. Days of won deals alone are short while a pipeline is young. No interval: a product of four estimates; each of them is an indicator with its own.',
    owner_rule:
      'The owner at the close, of open deals at the end of the period, with the team and manager of then.',
    reopen_policy: 'A close that was reopened does not count; the deal is open.',
  },
  observe: ({ currency }) => ({ rows: moneySql(closedAndOpenSql, 'at', currency), dated: 'at' }),
  parameters: moneyParameters,
  bind: ({ currency }) => ({ currency: currency ?? '' }),
  measures: `countIf(is_open = 1) AS deals_open, countIf(is_open = 0) AS closed, countIf(is_won) AS won,
    toFloat64(sumIf(worth, is_won)) AS revenue, if(won = 0, 0, avgIf(cycle_days, is_won)) AS days, ${moneyMeasures}`,
  row: {
    deals_open: z.number(),
    closed: z.number(),
    won: z.number(),
    revenue: z.number(),
    days: z.number(),
    ...moneyRow,
  },
  toRow(row, { currency }) {
    const basis = { interval: null, n: row.closed, open: row.deals_open };
    const problem = moneyProblem(row) ?? null;
    if (problem !== null) return { ...basis, value: null, reason_if_null: problem };
    if (row.won === 0 || row.days === 0) return { ...basis, value: null, reason_if_null: 'no_observations' };
    const velocity = (row.deals_open * row.revenue) / row.closed / row.days;
    return { ...basis, ...moneyValue(velocity.toFixed(4), currency) };
  },
});
