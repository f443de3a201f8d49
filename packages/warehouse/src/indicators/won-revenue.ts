import * as z from 'zod';
import { toMoneyText } from '../reads/money-text.ts';
import { keySql, stepScopeParameters, toStepParameters } from '../reads/step-scope.ts';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { type Indicator, type IndicatorRow, stepGroupings } from './indicator.ts';

/** Rates into the tenant's currency, from when on; the first one also holds before. */
const ratesSql = `(
  SELECT currency, arrayMap(x -> x.1, said) AS set_from, arrayMap(x -> x.2, said) AS rates
  FROM (
    SELECT currency, arraySort(groupArray((set_at, rate, recorded_time, id, source))) AS said FROM (
    SELECT entity_id AS currency, time AS set_at, JSONExtractString(body, 'rate') AS rate, recorded_time, id, source FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'rate' AND (source, id, body_version) NOT IN (
      SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String})
    ) GROUP BY currency))`;

/** Amounts stay exact decimals unless a rate applies; a deal without currency counts in the tenant's. */
function revenueSql(key: string): string {
  return `SELECT key, count() AS won, countIf(isNull(amount)) AS without_amount, countIf(is_foreign AND isNotNull(amount) AND empty(rates)) AS without_rate,
      toString(sum(toDecimal256(ifNull(amount, toDecimal128(0, 4)), 4) * toDecimal256(if(is_foreign, rate, '1'), 12))) AS revenue
    FROM (
      SELECT ${key} AS key, amount, closes.currency != '' AND closes.currency != {currency:String} AS is_foreign, rates,
        if(empty(rates), '0', rates[greatest(1, arrayLastIndex(at -> at <= closed_at, set_from))]) AS rate
      FROM ${visibleClosesSql} AS closes LEFT JOIN ${ratesSql} AS r ON r.currency = closes.currency
      WHERE is_won)
    GROUP BY key ORDER BY key`;
}

const revenueRow = z.object({
  key: z.string(),
  won: z.number(),
  without_amount: z.number(),
  without_rate: z.number(),
  revenue: z.string(),
});

const otherCurrencies = {
  name: 'other_currencies',
  sql: `SELECT count() AS count FROM (
      SELECT DISTINCT amounts.currency[-1] AS currency FROM deal_facts FINAL
      WHERE tenant = {tenant:String} AND hidden = 'no' AND currency != '' LIMIT 2)`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ count: z.number() }),
};

export const wonRevenue: Indicator = {
  definition: {
    id: 'won_revenue',
    version: 1,
    title: 'Won revenue',
    question: 'How much was won?',
    unit: 'money',
    good_direction: 'up',
    definition:
      'Sum of the amounts of deals whose latest close lies in the period and is a win, in the tenant’s currency at the rate of that close.',
    basis:
      'By the day of the latest close; amounts as known at the moment asked for; deals without an amount add nothing.',
    owner_rule: 'The owner at that close.',
    groupings: stepGroupings,
    drill_down: 'deals',
  },
  async read(warehouse, scope) {
    const query = {
      name: 'won_revenue',
      sql: revenueSql(keySql(scope.by, 'closed_at')),
      parameters: stepScopeParameters.extend({ currency: z.string() }),
      row: revenueRow,
    };
    const { currency } = scope;
    const [rows, [others]] = await Promise.all([
      warehouse.read(query, {
        ...toStepParameters({ ...scope, pipelineId: scope.pipelineId ?? '' }),
        currency: currency ?? '',
      }),
      warehouse.read(otherCurrencies, { tenant: scope.tenant }),
    ]);
    const isUnsettled = currency === null && (others?.count ?? 0) > 1;
    return rows.map((row) => toRevenueRow(row, currency, isUnsettled));
  },
};

function toRevenueRow(
  row: z.output<typeof revenueRow>,
  currency: string | null,
  isUnsettled: boolean,
): IndicatorRow {
  const basis = { key: row.key, interval: null, n: row.won, open: null };
  if (isUnsettled) return { ...basis, value: null, reason_if_null: 'currency_not_set' };
  if (row.without_rate > 0) return { ...basis, value: null, reason_if_null: 'rate_missing' };
  const value = toMoneyText(row.revenue);
  return currency === null ? { ...basis, value } : { ...basis, value, currency };
}
