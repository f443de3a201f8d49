import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { BoardSettings } from '../board.ts';
import { consoleLink, planOfRowPath, plansPath } from '../console-links.ts';
import { hiddenColumn, tablePanel } from '../panel-defaults.ts';
import { ofCoached, ofTenant } from '../sql/board-filters.ts';
import { shownPeople } from '../sql/shown-people.ts';

/** One row a plan that is worked on. */
export function plansUnderWay(settings: BoardSettings): Builder<Panel> {
  const { join, column } = shownPeople(settings);
  return tablePanel({
    id: 5,
    title: 'Plans under way',
    description:
      'Coaching plans that are active now, of every pipeline: what each started from, when it was opened and last touched, (to the month, unless people on boards were agreed to) and whether the behaviour it aims at was seen to change. What was agreed shows the console to the two whose plan it is.',
    unit: 'none',
    sql: `
SELECT ${column} AS "Person", team AS "Team", basis AS "Basis", toUnixTimestamp64Milli(opened_at) AS "Opened", toUnixTimestamp64Milli(changed_at) AS "Last touched",
  behaviour AS "Behaviour", record_id AS plan_id
FROM stepup_v1.coaching_records${join} WHERE ${ofTenant} AND record = 'plan' AND state = 'active' AND ${ofCoached}
ORDER BY opened_at DESC, plan_id LIMIT 500`.trim(),
    consolePath: plansPath,
  })
    .span(24)
    .height(8)
    .dataLinks([consoleLink('The plan in the console', planOfRowPath)])
    .overrideByName('plan_id', hiddenColumn)
    .overrideByRegexp('^(Opened|Last touched)$', [{ id: 'unit', value: 'dateTimeAsIso' }]);
}
