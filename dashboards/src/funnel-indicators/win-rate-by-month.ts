import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { bandNames, tooltipOnly, withBand } from '../interval-band.ts';
import { dealsPath } from '../console-links.ts';
import { describeIndicator } from '../describe-indicator.ts';
import { timeSeriesPanel } from '../panel-defaults.ts';
import { closesInView } from '../sql/board-filters.ts';
import { wilsonSql } from '../sql/wilson-interval.ts';

const interval = wilsonSql('rate', 'closed');

/** Share of the closed deals that was won. */
export function winRateByMonth(): Builder<Panel> {
  return withBand(
    timeSeriesPanel({
      id: 6,
      title: 'Win rate by month',
      description: `${describeIndicator('win_rate')} The band is the 90 % interval.`,
      unit: 'percentunit',
      sql: `
SELECT month AS time, rate AS "Win rate", ${interval.low} AS "${bandNames.low}", ${interval.high} AS "${bandNames.high}", closed AS "Closed"
FROM (
  SELECT toDateTime(toStartOfMonth(closed_on), 'UTC') AS month, count() AS closed, countIf(outcome = 'won') / closed AS rate
  FROM stepup_v1.closes WHERE ${closesInView}
  GROUP BY month)
ORDER BY time`.trim(),
      consolePath: dealsPath,
    })
      .span(8)
      .height(8)
      .min(0)
      .max(1)
      .decimals(1)
      .overrideByName('Win rate', [{ id: 'color', value: { mode: 'fixed', fixedColor: 'blue' } }])
      .overrideByName('Closed', tooltipOnly),
  );
}
