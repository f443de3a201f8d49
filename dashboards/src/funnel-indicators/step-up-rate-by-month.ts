import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { bandNames, tooltipOnly, withBand } from '../interval-band.ts';
import { funnelPath } from '../console-links.ts';
import { describeIndicator } from '../describe-indicator.ts';
import { timeSeriesPanel } from '../panel-defaults.ts';
import { stepUpRatesSql } from '../sql/step-up-rates.ts';

const rates = stepUpRatesSql(
  { month: `toDateTime(toStartOfMonth(entered_on), 'UTC')` },
  's.stage_id IN (${stage:sqlstring})',
);

/** One panel a step, all on one scale. */
export function stepUpRateByMonth(): Builder<Panel> {
  return withBand(
    timeSeriesPanel({
      id: 4,
      title: '$stage',
      description: [
        'By month of entry, the band is the 90 % interval. A month in which no deal has had the whole horizon yet is left open: it is too early to tell.',
        describeIndicator('step_up_rate'),
      ].join('\n\n'),
      unit: 'percentunit',
      sql: `
SELECT month AS time, if(mature_entered = 0, NULL, rate) AS "Step-up rate", if(mature_entered = 0, NULL, low) AS "${bandNames.low}", if(mature_entered = 0, NULL, high) AS "${bandNames.high}",
  entered AS "Entered", mature_entered AS "Mature"
FROM (${rates})
ORDER BY time`.trim(),
      consolePath: `${funnelPath}&stage=\${stage:percentencode}`,
    })
      .span(8)
      .height(8)
      .repeat('stage')
      .repeatDirection('h')
      .maxPerRow(3)
      .min(0)
      .max(1)
      .decimals(1)
      .overrideByName('Step-up rate', [{ id: 'color', value: { mode: 'fixed', fixedColor: 'blue' } }])
      .overrideByName('Entered', tooltipOnly)
      .overrideByName('Mature', tooltipOnly),
  );
}
