import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { bandNames } from '../interval-band.ts';
import { consoleLink, dealsOfRowPath, funnelPath } from '../console-links.ts';
import { describeIndicator } from '../describe-indicator.ts';
import { hiddenColumn, tablePanel } from '../panel-defaults.ts';
import { byStepSql } from '../sql/by-step.ts';
import { medianTimeInStepSql } from '../sql/median-time-in-step.ts';

/** Median time at each step. */
export function timeInStep(): Builder<Panel> {
  return tablePanel({
    id: 3,
    title: 'Time in step (median)',
    description: `${describeIndicator('time_in_step')} Empty while half of the deals are not through.`,
    unit: 's',
    sql: byStepSql(
      `c.n AS "Deals", c.open_steps AS "Open", c.median AS "Median", c.low AS "${bandNames.low}", c.high AS "${bandNames.high}"`,
      medianTimeInStepSql,
    ),
    consolePath: funnelPath,
  })
    .span(12)
    .height(8)
    .decimals(1)
    .dataLinks([consoleLink('Deals behind this step', dealsOfRowPath)])
    .overrideByName('stage_id', hiddenColumn)
    .overrideByRegexp('^(Deals|Open)$', [
      { id: 'unit', value: 'none' },
      { id: 'decimals', value: 0 },
    ]);
}
