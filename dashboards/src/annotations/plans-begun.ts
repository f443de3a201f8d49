import type { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { floor } from '../sql/floor.ts';
import { ofCoached, ofTenant, withinMonths } from '../sql/board-filters.ts';
import { annotation } from './annotation.ts';

/** How many plans were opened each month, where they were those of five people or more. */
export function plansBegun(): AnnotationQueryBuilder {
  return annotation(
    'Coaching plans',
    'blue',
    `
SELECT toDateTime(toStartOfMonth(opened_at), 'UTC') AS time, 'Coaching' AS title, concat(toString(count()), ' plans were opened this month') AS text
FROM stepup_v1.coaching_records WHERE ${ofTenant} AND record = 'plan' AND ${withinMonths('opened_at')} AND ${ofCoached}
GROUP BY time HAVING uniqExact(person) >= ${floor} ORDER BY time`.trim(),
  );
}
