import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { BoardSettings } from '../board.ts';
import { consoleLink, gapOfRowPath, gapsPath } from '../console-links.ts';
import { hiddenColumn, tablePanel } from '../panel-defaults.ts';
import { ofCoached, ofPipeline } from '../sql/board-filters.ts';
import { shownPeople } from '../sql/shown-people.ts';

/** One row a finding that stands. */
export function standingGaps(settings: BoardSettings): Builder<Panel> {
  const { join, column } = shownPeople(settings);
  return tablePanel({
    id: 1,
    title: 'Standing gaps',
    description:
      'A finding that stands after the last look, from when others than its person may see it. Rate and typical rate are those of the look that raised it, P(gap) how sure that look was, n how many deals it rests on; they stand here where people on boards were agreed to, else in the console alone. A finding is a question to look into, not a judgement; without what the person says about it nothing follows.',
    unit: 'percentunit',
    sql: `
SELECT ${column} AS "Person", team AS "Team", stage_id AS "Step", tier AS "Tier", review_state AS "Review", is_disputed AS "Disputed",
  toUnixTimestamp64Milli(since) AS "Since", rate AS "Rate", typical AS "Typical", p_gap AS "P(gap)", n AS "n", finding_id
FROM stepup_v1.findings${join} WHERE ${ofPipeline} AND ${ofCoached} AND statistical_state != 'cleared'
ORDER BY p_gap DESC NULLS LAST, tier = 'strong' DESC, since DESC, finding_id LIMIT 500`.trim(),
    consolePath: gapsPath,
  })
    .span(24)
    .height(9)
    .decimals(1)
    .dataLinks([consoleLink('The gap in the console', gapOfRowPath)])
    .overrideByName('finding_id', hiddenColumn)
    .overrideByName('Since', [{ id: 'unit', value: 'dateTimeAsIso' }])
    .overrideByName('Disputed', [{ id: 'unit', value: 'bool_yes_no' }])
    .overrideByName('n', [
      { id: 'unit', value: 'none' },
      { id: 'decimals', value: 0 },
    ]);
}
