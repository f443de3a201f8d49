import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import {
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  TooltipDisplayMode,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { limitOf } from '../alerts/limit-of.ts';
import { consoleLink } from '../console-links.ts';

/** The data source of services' metrics that `infra/grafana` provisions. */
export const prometheusDataSource = { type: 'prometheus', uid: 'stepup-prometheus' };

/** What a panel of a metric must say about itself. */
export interface MetricWords {
  id: number;
  title: string;
  description: string;
  unit: string;
  expression: string;
  /** How a series is called, with its labels in double braces. */
  legend: string;
  /** The alert rule that watches this: the line it draws is where somebody is told. */
  alert?: string;
}

/** A metric of the services over time; the console shows what could not be stored. */
export function metricPanel(words: MetricWords): PanelBuilder {
  const panel = metricCourse(words);
  return words.alert === undefined ? panel : withLimit(panel, limitOf(words.alert));
}

function withLimit(panel: PanelBuilder, limit: number): PanelBuilder {
  return panel
    .thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
        { value: null, color: 'transparent' },
        { value: limit, color: 'red' },
      ]),
    )
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

function metricCourse(words: MetricWords): PanelBuilder {
  return new PanelBuilder()
    .id(words.id)
    .title(words.title)
    .description(words.description)
    .unit(words.unit)
    .datasource(prometheusDataSource)
    .links([consoleLink('Open in the console', '/dead-letters')])
    .noValue('–')
    .min(0)
    .lineWidth(2)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .withTarget(
      new DataqueryBuilder()
        .refId('A')
        .datasource(prometheusDataSource)
        .expr(words.expression)
        .legendFormat(words.legend)
        .range(),
    )
    .span(8)
    .height(8);
}
