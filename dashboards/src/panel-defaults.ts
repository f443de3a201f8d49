import {
  AxisPlacement,
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatPanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TablePanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeriesPanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { ClickHouseQueryBuilder } from './clickhouse/clickhouse-query.ts';
import { clickHouseDataSource } from './clickhouse/data-source.ts';
import { consoleLink } from './console-links.ts';

/** What every panel must say about itself. */
export interface PanelWords {
  /** Unique on its board and kept for good: links to single panels use it. */
  id: number;
  title: string;
  description: string;
  /** Grafana's id of the unit of the panel's main values. */
  unit: string;
  sql: string;
  /** Path and query of the page of the console that shows the same in depth. */
  consolePath: string;
}

/** A column that links use and nobody reads, in the forms of older and newer tables. */
export const hiddenColumn: DynamicConfigValue[] = [
  { id: 'custom.hidden', value: true },
  { id: 'custom.hideFrom', value: { viz: true, legend: false, tooltip: false } },
];

/** House defaults of a table: all columns, compact, no paging. */
export function tablePanel(words: PanelWords): TablePanelBuilder {
  return new TablePanelBuilder()
    .id(words.id)
    .title(words.title)
    .description(words.description)
    .unit(words.unit)
    .datasource(clickHouseDataSource)
    .links([consoleLink('Open in the console', words.consolePath)])
    .noValue('–')
    .withTarget(new ClickHouseQueryBuilder(words.sql, 'table'));
}

/** House defaults of a course over time: points joined by lines, gaps left open, a tooltip with every series. */
export function timeSeriesPanel(words: PanelWords): TimeSeriesPanelBuilder {
  return new TimeSeriesPanelBuilder()
    .id(words.id)
    .title(words.title)
    .description(words.description)
    .unit(words.unit)
    .datasource(clickHouseDataSource)
    .links([consoleLink('Open in the console', words.consolePath)])
    .noValue('–')
    .drawStyle(GraphDrawStyle.Line)
    .lineWidth(2)
    .showPoints(VisibilityMode.Always)
    .pointSize(5)
    .spanNulls(false)
    .axisPlacement(AxisPlacement.Auto)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.None))
    .withTarget(new ClickHouseQueryBuilder(words.sql, 'timeSeries'));
}

/** House defaults of single figures. */
export function statPanel(words: PanelWords): StatPanelBuilder {
  return new StatPanelBuilder()
    .id(words.id)
    .title(words.title)
    .description(words.description)
    .unit(words.unit)
    .datasource(clickHouseDataSource)
    .links([consoleLink('Open in the console', words.consolePath)])
    .noValue('no events yet')
    .withTarget(new ClickHouseQueryBuilder(words.sql, 'table'));
}
