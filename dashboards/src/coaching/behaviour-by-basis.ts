import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { plansPath } from '../console-links.ts';
import { tablePanel } from '../panel-defaults.ts';
import { ofCoached, ofTenant, withinMonths } from '../sql/board-filters.ts';
import { shareColumns, shownAsShare } from '../sql/share-columns.ts';

const share = 'Share changed';

/** Whether behaviour changed, by what a plan started from. */
export function behaviourByBasis(): Builder<Panel> {
  return tablePanel({
    id: 3,
    title: 'Did behaviour change?',
    description:
      'Plans opened in the period by what they started from; how many aim at a behaviour that can be counted; of those with a verdict so far how many changed, with the share’s 90 % interval. Months before results can be told this can.',
    unit: 'none',
    sql: `
SELECT basis AS "Basis", plans AS "Plans", with_target AS "With a behaviour target", seen AS "With a verdict", changed AS "Changed",
  ${shareColumns(share, 'seen')}
FROM (
  SELECT basis, count() AS plans, countIf(has_behaviour_target) AS with_target, countIf(behaviour IN ('changed', 'not_yet')) AS seen,
    countIf(behaviour = 'changed') AS changed, if(seen = 0, 0., changed / seen) AS share
  FROM stepup_v1.coaching_records WHERE ${ofTenant} AND ${ofCoached} AND record = 'plan' AND ${withinMonths('opened_at')} GROUP BY basis)
ORDER BY plans DESC, basis`.trim(),
    consolePath: plansPath,
  })
    .span(24)
    .height(7)
    .overrideByRegexp(...shownAsShare(share));
}
