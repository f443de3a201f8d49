import { type ActivitiesQuery, type Activity, activityKinds, type Instant } from '@stepup/contracts';
import * as z from 'zod';
import { instantColumn } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { asOfSql } from '../reads/as-of.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { type BehindScope, readBehind } from '../indicators/read-behind.ts';
import { toEngineTime, type VisibleReps } from '../reads/step-scope.ts';

/** Which activities are asked for; the period is that of when they take place. */
export interface ActivitiesScope {
  tenant: string;
  from?: Instant;
  to?: Instant;
  asOf: Instant;
  reps: VisibleReps;
  rep?: string;
  kind?: NonNullable<ActivitiesQuery['kind']>;
  deal?: string;
  limit: number;
  /** The last activity id of the page before; null for the first page. */
  after: string | null;
}

/** A page of activities by id; `next` is what to pass as `after` for the following one. */
export interface ActivitiesPage {
  items: Activity[];
  next: string | null;
}

const emptyAsNull = z.string().transform((text) => (text === '' ? null : text));

const columns =
  'activity_id, toString(state) AS state, kind, direction, rep_id, deal_id, account_id, starts_at, duration_s, outcome';

const activityRow = z.object({
  activity_id: z.string(),
  state: z.enum(['planned', 'logged', 'cancelled']),
  kind: z.enum(activityKinds),
  direction: z
    .enum(['outbound', 'inbound', ''])
    .transform((direction) => (direction === '' ? null : direction)),
  rep_id: emptyAsNull,
  deal_id: emptyAsNull,
  account_id: emptyAsNull,
  starts_at: instantColumn,
  duration_s: z.number().nullable(),
  outcome: emptyAsNull,
});

const activities = {
  name: 'activity_list',
  sql: `SELECT ${columns}
    FROM activity_facts FINAL
    PREWHERE tenant = {tenant:String} AND activity_id > {after:String} AND ({deal:String} = '' OR deal_key = cityHash64({deal:String}) OR deal_key IN (
        SELECT cityHash64(deal_id) FROM deal_aliases FINAL WHERE tenant = {tenant:String} AND root_id = {deal:String}))
    WHERE event_at < ${asOfSql}
      AND ({from:String} = '' OR starts_at >= parseDateTime64BestEffortOrZero({from:String}, 6, 'UTC'))
      AND ({to:String} = '' OR starts_at < parseDateTime64BestEffortOrZero({to:String}, 6, 'UTC'))
      AND ({sees_all:UInt8} = 1 OR rep_id IN {visible:Array(String)})
      AND ({rep:String} = '' OR if(rep_id = '', 'unassigned', rep_id) = {rep:String})
      AND ({kind:String} = '' OR kind = {kind:String})
      AND ({deal:String} = '' OR deal_id = {deal:String} OR deal_id IN (
        SELECT deal_id FROM deal_aliases FINAL WHERE tenant = {tenant:String} AND root_id = {deal:String}))
    ORDER BY activity_id LIMIT {page:UInt32}`,
  parameters: z.object({
    tenant: z.string(),
    from: z.string(),
    to: z.string(),
    as_of: z.string(),
    sees_all: z.int(),
    visible: z.array(z.string()),
    rep: z.string(),
    kind: z.string(),
    deal: z.string(),
    after: z.string(),
    page: z.int(),
  }),
  row: activityRow,
};

const activitiesById = {
  name: 'activities_by_id',
  sql: `SELECT ${columns} FROM activity_facts FINAL
    PREWHERE tenant = {tenant:String} AND activity_id IN {activities:Array(String)} ORDER BY activity_id`,
  parameters: z.object({ tenant: z.string(), activities: z.array(z.string()) }),
  row: activityRow,
};

/** The activities behind one row of an indicator, by id. */
export async function readActivitiesBehind(
  warehouse: Warehouse,
  indicator: Indicator,
  scope: BehindScope,
): Promise<ActivitiesPage> {
  const ids = await readBehind(warehouse, indicator, scope);
  const shown = ids.slice(0, scope.limit);
  const { tenant } = scope;
  const items = shown.length === 0 ? [] : await warehouse.read(activitiesById, { tenant, activities: shown });
  return { items, next: ids.length > scope.limit ? (shown.at(-1) ?? null) : null };
}

/** The activities behind a number. */
export async function readActivities(warehouse: Warehouse, scope: ActivitiesScope): Promise<ActivitiesPage> {
  const { limit } = scope;
  const rows = await warehouse.read(activities, {
    tenant: scope.tenant,
    from: scope.from ?? '',
    to: scope.to ?? '',
    as_of: toEngineTime(scope.asOf),
    sees_all: scope.reps === 'all' ? 1 : 0,
    visible: scope.reps === 'all' ? [] : [...scope.reps],
    rep: scope.rep ?? '',
    kind: scope.kind ?? '',
    deal: scope.deal ?? '',
    after: scope.after ?? '',
    page: limit + 1,
  });
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.activity_id ?? null) : null };
}
