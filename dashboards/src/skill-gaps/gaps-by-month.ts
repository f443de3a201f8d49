import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import { GraphDrawStyle } from '@grafana/grafana-foundation-sdk/common';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { gapsPath } from '../console-links.ts';
import { timeSeriesPanel } from '../panel-defaults.ts';
import { ofCoached, ofPipeline, withinMonths } from '../sql/board-filters.ts';

/** Findings raised and cleared. */
export function gapsByMonth(): Builder<Panel> {
  return timeSeriesPanel({
    id: 3,
    title: 'Gaps raised and cleared by month',
    description:
      'Findings by the month in which a look first raised them, and by the month in which one cleared them. A finding that clears has often been chance: it is no proof of coaching.',
    unit: 'none',
    sql: `
SELECT time, countIf(move = 'raised') AS "Raised", countIf(move = 'cleared') AS "Cleared"
FROM (
  SELECT toDateTime(toStartOfMonth(moved_at), 'UTC') AS time, move
  FROM stepup_v1.findings ARRAY JOIN ['raised', 'cleared'] AS move, [raised_at, ifNull(cleared_at, toDateTime64(0, 6, 'UTC'))] AS moved_at
  WHERE ${ofPipeline} AND ${ofCoached} AND ${withinMonths('moved_at')})
GROUP BY time ORDER BY time`.trim(),
    consolePath: gapsPath,
  })
    .span(14)
    .height(8)
    .min(0)
    .decimals(0)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(60)
    .lineWidth(1);
}
