import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { GraphDrawStyle } from '@grafana/grafana-foundation-sdk/common';
import { dealsPath } from '../console-links.ts';
import { describeIndicator } from '../describe-indicator.ts';
import { timeSeriesPanel } from '../panel-defaults.ts';
import { closesInView } from '../sql/board-filters.ts';

/** Wins counted. */
export function wonDealsByMonth(): Builder<Panel> {
  return timeSeriesPanel({
    id: 5,
    title: 'Won deals by month',
    description: describeIndicator('won_deals'),
    unit: 'none',
    sql: `
SELECT toDateTime(toStartOfMonth(closed_on), 'UTC') AS time, countIf(outcome = 'won') AS "Won"
FROM stepup_v1.closes WHERE ${closesInView}
GROUP BY time ORDER BY time`.trim(),
    consolePath: `${dealsPath}&state=won`,
  })
    .span(8)
    .height(8)
    .min(0)
    .decimals(0)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(60)
    .lineWidth(1);
}
