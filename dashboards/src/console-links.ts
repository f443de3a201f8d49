import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';

/** The period in view as the console's addresses take it: whole days, half-open. */
const period = 'from=${__from:date:YYYY-MM-DD}&to=${__to:date:YYYY-MM-DD}';

/** The funnel of the pipeline in view, over the period in view. */
export const funnelPath = `/funnel?pipeline=\${pipeline:percentencode}&${period}`;

/** The deals that stand behind the row under the pointer, which has a column `stage_id`. */
export const dealsOfRowPath = `/deals?pipeline=\${pipeline:percentencode}&stage=\${__data.fields.stage_id}&${period}`;

/** The deals of the pipeline in view, of any time: the list goes by the day a deal was first seen, not by its close. */
export const dealsPath = `/deals?pipeline=\${pipeline:percentencode}`;

/** The gaps that stand, and the plans: the console shows who and how much by hierarchy. */
export const gapsPath = '/gaps';
/** The gap of the row under the pointer, which has a column `finding_id`. */
export const gapOfRowPath = '/gaps?finding=${__data.fields.finding_id}';
/** The plan of the row under the pointer, which has a column `plan_id`. */
export const planOfRowPath = '/plans/${__data.fields.plan_id}';
export const plansPath = '/plans';

/** A link into the console, where hierarchy and read log hold; it opens beside the board. */
export function consoleLink(title: string, path: string): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title)
    .type(DashboardLinkType.Link)
    .url(`\${console:raw}${path}`)
    .targetBlank(true);
}
