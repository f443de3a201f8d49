import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as TimeSeriesPanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

/** Names of the columns that bound a 90 % interval; the band is filled from the upper down to the lower one. */
export const bandNames = { low: 'Low (90 %)', high: 'High (90 %)' } as const;

const edge: DynamicConfigValue[] = [
  { id: 'custom.lineWidth', value: 0 },
  { id: 'custom.showPoints', value: 'never' },
  { id: 'custom.hideFrom', value: { viz: false, legend: true, tooltip: false } },
  { id: 'color', value: { mode: 'fixed', fixedColor: 'blue' } },
];

/** Draws the columns named in {@link bandNames} as a band behind the rate of a panel. */
export function withBand(panel: TimeSeriesPanelBuilder): TimeSeriesPanelBuilder {
  return panel
    .overrideByName(bandNames.high, [
      ...edge,
      { id: 'custom.fillBelowTo', value: bandNames.low },
      { id: 'custom.fillOpacity', value: 18 },
    ])
    .overrideByName(bandNames.low, edge);
}

/** A count that belongs to a rate: read in the tooltip, not drawn. */
export const tooltipOnly: DynamicConfigValue[] = [
  { id: 'unit', value: 'none' },
  { id: 'custom.hideFrom', value: { viz: true, legend: true, tooltip: false } },
];
