import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { consoleLink, dealsOfRowPath, funnelPath } from '../console-links.ts';
import { describeIndicator } from '../describe-indicator.ts';
import { hiddenColumn, tablePanel } from '../panel-defaults.ts';
import { stepsInView } from '../sql/board-filters.ts';
import { byStepSql } from '../sql/by-step.ts';

const counts = `
  SELECT toString(stage_id) AS stage_id, count() AS entered, countIf(state = 'advanced') AS advanced, countIf(state = 'lost') AS lost, countIf(state = 'open') AS open_steps, countIf(skipped) AS skipped
  FROM stepup_v1.steps WHERE ${stepsInView} GROUP BY stage_id`;

/** What became of the deals that entered each step in the period. */
export function cohortByStep(): Builder<Panel> {
  return tablePanel({
    id: 1,
    title: 'What became of the deals that entered',
    description: [
      'Entered is n: advanced + lost + open. Skipped ones are among the entered and advanced.',
      describeIndicator('entered'),
      describeIndicator('advanced'),
      describeIndicator('lost'),
      describeIndicator('open'),
    ].join('\n\n'),
    unit: 'none',
    sql: byStepSql(
      `c.entered AS "Entered", c.advanced AS "Advanced", c.lost AS "Lost", c.open_steps AS "Open", c.skipped AS "Skipped"`,
      counts,
    ),
    consolePath: funnelPath,
  })
    .span(18)
    .height(8)
    .dataLinks([consoleLink('Deals behind this step', dealsOfRowPath)])
    .overrideByName('stage_id', hiddenColumn);
}
