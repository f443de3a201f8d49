import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { dealsPath } from '../console-links.ts';
import { describeIndicator } from '../describe-indicator.ts';
import { tooltipOnly } from '../interval-band.ts';
import { timeSeriesPanel } from '../panel-defaults.ts';
import { ofPeople, ofTenant } from '../sql/board-filters.ts';
import { floor } from '../sql/floor.ts';

/** How much of their quotas people sold, month by month. */
export function quotaAttainmentByMonth(): Builder<Panel> {
  return timeSeriesPanel({
    id: 8,
    title: 'Quota attainment by month',
    description: [
      `Whole months of the period; of every pipeline. Of fewer than ${floor} people with a quota, and of quotas in several currencies, nothing is shown. Deals won in another currency than their owner's quota are left out and counted in the tooltip; the console converts them. People stand where their team and manager are today.`,
      describeIndicator('quota_attainment'),
    ].join('\n\n'),
    unit: 'percentunit',
    sql: `
SELECT toDateTime(month, 'UTC') AS time, if(people < ${floor} OR currencies > 1 OR quota = 0, NULL, won / quota) AS "Attainment", people AS "People with a quota",
  if(people < ${floor}, NULL, foreign) AS "Deals in another currency"
FROM (
  SELECT q.month AS month, sum(q.amount) AS quota, sum(w.won) AS won, uniqExact(q.person) AS people, uniqExact(q.currency) AS currencies, sum(w.foreign) AS foreign
  FROM (
    SELECT month, person, amount, currency FROM stepup_v1.quotas
    WHERE ${ofTenant} AND month >= toDate($__fromTime) AND addMonths(month, 1) <= toDate($__toTime) AND ${ofPeople}) AS q
  LEFT JOIN (
    SELECT own.month AS month, own.person AS person, sumIf(toFloat64(c.amount), c.currency = own.currency) AS won, countIf(c.currency != own.currency AND c.currency != '') AS foreign
    FROM (SELECT toStartOfMonth(closed_on) AS month, person, ifNull(amount, 0) AS amount, currency FROM stepup_v1.closes WHERE ${ofTenant} AND outcome = 'won') AS c
    INNER JOIN (SELECT month, person, currency FROM stepup_v1.quotas WHERE ${ofTenant}) AS own ON own.month = c.month AND own.person = c.person
    GROUP BY month, person) AS w ON w.month = q.month AND w.person = q.person
  GROUP BY q.month)
ORDER BY time`.trim(),
    consolePath: `${dealsPath}&state=won`,
  })
    .span(8)
    .height(8)
    .min(0)
    .decimals(1)
    .overrideByRegexp('^(People with a quota|Deals in another currency)$', tooltipOnly);
}
