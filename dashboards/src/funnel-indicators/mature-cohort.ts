import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { bandNames } from '../interval-band.ts';
import { consoleLink, dealsOfRowPath, funnelPath } from '../console-links.ts';
import { describeIndicator } from '../describe-indicator.ts';
import { hiddenColumn, tablePanel } from '../panel-defaults.ts';
import { byStepSql } from '../sql/by-step.ts';
import { stepUpRatesSql } from '../sql/step-up-rates.ts';

const rates = stepUpRatesSql({ stage_id: 'toString(s.stage_id)' });

/** Counts of those who had the whole horizon, beside the rate that also uses the open ones. */
export function matureCohort(): Builder<Panel> {
  return tablePanel({
    id: 2,
    title: 'Mature cohort and step-up rate',
    description: [
      'Mature: entered long enough ago to have had the whole horizon; "14 of 40" means that 14 of those 40 advanced within it. Of a whole the rate is an estimate with its 90 % interval, of few deals the interval is wide.',
      describeIndicator('step_up_rate'),
    ].join('\n\n'),
    unit: 'percentunit',
    sql: byStepSql(
      `if(c.entered = 0, NULL, c.horizon_days) AS "Horizon", concat(toString(c.mature_advanced), ' of ', toString(c.mature_entered)) AS "Mature", c.open_steps AS "Open",
  if(c.entered = 0, NULL, c.rate) AS "Step-up rate", if(c.entered = 0, NULL, c.low) AS "${bandNames.low}", if(c.entered = 0, NULL, c.high) AS "${bandNames.high}"`,
      rates,
    ),
    consolePath: funnelPath,
  })
    .span(12)
    .height(8)
    .min(0)
    .max(1)
    .decimals(1)
    .dataLinks([consoleLink('Deals behind this step', dealsOfRowPath)])
    .overrideByName('stage_id', hiddenColumn)
    .overrideByName('Horizon', [
      { id: 'unit', value: 'd' },
      { id: 'decimals', value: 0 },
    ])
    .overrideByName('Open', [
      { id: 'unit', value: 'none' },
      { id: 'decimals', value: 0 },
    ]);
}
