import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { BigValueColorMode, BigValueGraphMode, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { limitOf } from '../alerts/limit-of.ts';
import { funnelPath } from '../console-links.ts';
import { statPanel } from '../panel-defaults.ts';
import { ofTenant } from '../sql/board-filters.ts';

const secondsADay = 86_400;

/** How old what the board shows is. */
export function freshness(): Builder<Panel> {
  return statPanel({
    id: 8,
    title: 'Data freshness',
    description:
      'Time since an event was last received; the newest event by its own time; and the moment that all numbers of this board are as of (now, or the midnight after the newest event if that is earlier).',
    unit: 's',
    sql: `
SELECT greatest(0, dateDiff('second', last_received_at, now64(3, 'UTC'))) AS "Since the last event arrived",
  toUnixTimestamp64Milli(newest_event_at) AS "Newest event", toUnixTimestamp64Milli(as_of) AS "Numbers as of"
FROM stepup_v1.freshness WHERE ${ofTenant}`.trim(),
    consolePath: funnelPath,
  })
    .span(6)
    .height(8)
    .orientation(VizOrientation.Horizontal)
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
        { value: null, color: 'green' },
        { value: secondsADay, color: 'orange' },
        { value: limitOf('stepup-data-stale') * 3600, color: 'red' },
      ]),
    )
    .overrideByRegexp('^(Newest event|Numbers as of)$', [
      { id: 'unit', value: 'dateTimeAsIso' },
      { id: 'color', value: { mode: 'fixed', fixedColor: 'text' } },
    ]);
}
