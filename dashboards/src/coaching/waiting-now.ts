import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import { BigValueColorMode, BigValueGraphMode, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { plansPath } from '../console-links.ts';
import { statPanel } from '../panel-defaults.ts';
import { ofCoached, ofTenant } from '../sql/board-filters.ts';

/** Exceptions of the whole organisation. */
export function waitingNow(): Builder<Panel> {
  return statPanel({
    id: 2,
    title: 'Under way and waiting',
    description:
      'Plans under way, people coached by one, and what waits now: reviews past their day, barriers that nobody has answered, plans whose coach has changed. Sums of the whole organisation, never of a person.',
    unit: 'none',
    sql: `
SELECT countIf(record = 'plan' AND state = 'active') AS "Plans under way", uniqExactIf(person, record = 'plan' AND state = 'active') AS "People with one",
  countIf(is_overdue) AS "Reviews overdue", countIf(record = 'barrier' AND state = 'open') AS "Barriers open", countIf(record = 'handover' AND state = 'open') AS "Handovers open"
FROM stepup_v1.coaching_records WHERE ${ofTenant} AND ${ofCoached} GROUP BY tenant`.trim(),
    consolePath: plansPath,
  })
    .span(10)
    .height(8)
    .orientation(VizOrientation.Horizontal)
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.None);
}
