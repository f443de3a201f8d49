import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { gapsPath } from '../console-links.ts';
import { tablePanel } from '../panel-defaults.ts';
import { ofCoached, ofPipeline, withinMonths } from '../sql/board-filters.ts';
import { shareColumns, shownAsShare } from '../sql/share-columns.ts';

const share = 'Share set aside';

/** What people said of the findings of the period. */
export function whatBecameOfGaps(): Builder<Panel> {
  return tablePanel({
    id: 4,
    title: 'What people made of them',
    description:
      'Of the findings raised in the period: how many a person has looked into, how many of those were set aside (chance, another cause, planned) and the share of them with its 90 % interval. None set aside among many is a rubber stamp.',
    unit: 'none',
    sql: `
SELECT raised AS "Raised", reviewed AS "Looked into", set_aside AS "Set aside", disputed AS "Disputed",
  ${shareColumns(share, 'reviewed')}
FROM (
  SELECT count() AS raised, countIf(review_state NOT IN ('', 'open', 'cleared')) AS reviewed, countIf(review_state IN ('aberration', 'other_cause', 'planned')) AS set_aside,
    countIf(is_disputed) AS disputed, if(reviewed = 0, 0., set_aside / reviewed) AS share
  FROM stepup_v1.findings WHERE ${ofPipeline} AND ${ofCoached} AND ${withinMonths('raised_at')} GROUP BY tenant)`.trim(),
    consolePath: gapsPath,
  })
    .span(10)
    .height(8)
    .overrideByRegexp(...shownAsShare(share));
}
