import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { GraphDrawStyle, StackingConfigBuilder, StackingMode } from '@grafana/grafana-foundation-sdk/common';
import { funnelPath } from '../console-links.ts';
import { describeIndicator } from '../describe-indicator.ts';
import { timeSeriesPanel } from '../panel-defaults.ts';
import { ofPeople, ofTenant, withinPeriod } from '../sql/board-filters.ts';

/** What was done, by kind. */
export function activitiesPerWeek(): Builder<Panel> {
  return timeSeriesPanel({
    id: 7,
    title: 'Activities per week',
    description: `${describeIndicator('activities')} By ISO week and kind, of the people chosen; pipeline and segment do not apply.`,
    unit: 'none',
    sql: `
SELECT toDateTime(toMonday(starts_on), 'UTC') AS time, countIf(kind = 'call') AS "Calls", countIf(kind = 'email') AS "Emails", countIf(kind = 'meeting') AS "Meetings",
  countIf(kind = 'message') AS "Messages", countIf(kind = 'task') AS "Tasks"
FROM stepup_v1.activities WHERE ${ofTenant} AND ${withinPeriod('starts_at')} AND ${ofPeople}
GROUP BY time ORDER BY time`.trim(),
    consolePath: funnelPath,
  })
    .span(8)
    .height(8)
    .min(0)
    .decimals(0)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(70)
    .lineWidth(0)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
}
