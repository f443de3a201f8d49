import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { plansPath } from '../console-links.ts';
import { timeSeriesPanel } from '../panel-defaults.ts';
import { ofCoached, ofTenant, withinMonths } from '../sql/board-filters.ts';

/** What took place each month. */
export function rhythmByMonth(): Builder<Panel> {
  return timeSeriesPanel({
    id: 1,
    title: 'Coaching that took place, by month',
    description:
      'Plans opened, coaching sessions and reviews held, and calls taken as an experiment: with a prediction before and a debrief near the call. Counted by when they took place.',
    unit: 'none',
    sql: `
SELECT toDateTime(toStartOfMonth(happened_at), 'UTC') AS time, countIf(record = 'plan') AS "Plans opened",
  countIf(record = 'session' AND state IN ('held', 'settled')) AS "Sessions held", countIf(record = 'review' AND state = 'held') AS "Reviews held",
  countIf(record = 'call' AND has_prediction AND debriefed_near) AS "Calls as experiments"
FROM stepup_v1.coaching_records WHERE ${ofTenant} AND ${ofCoached} AND ${withinMonths('happened_at')}
GROUP BY time ORDER BY time`.trim(),
    consolePath: plansPath,
  })
    .span(14)
    .height(8)
    .min(0)
    .decimals(0);
}
