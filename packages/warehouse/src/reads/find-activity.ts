import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import { instantColumn } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { inQuartersSql } from './in-quarters.ts';

/** A call or meeting as the CRM knows it now. */
export interface KnownActivity {
  activityId: string;
  state: 'planned' | 'logged' | 'cancelled';
  kind: string;
  repId: string | null;
  dealId: string | null;
  accountId: string | null;
  startsAt: Instant;
}

const row = z.object({
  activityId: z.string(),
  state: z.enum(['planned', 'logged', 'cancelled']),
  kind: z.string(),
  repId: z.string().nullable(),
  dealId: z.string().nullable(),
  accountId: z.string().nullable(),
  startsAt: instantColumn,
});

const columns = `activity_id AS activityId, toString(state) AS state, kind, nullIf(rep_id, '') AS repId,
      nullIf(deal_id, '') AS dealId, nullIf(account_id, '') AS accountId, starts_at AS startsAt`;

const oneActivity = {
  name: 'one_activity',
  sql: `SELECT ${columns} FROM activity_facts FINAL
    PREWHERE tenant = {tenant:String} AND activity_id = {activityId:String} LIMIT 1`,
  parameters: z.object({ tenant: z.string(), activityId: z.string() }),
  row,
};

/** The activity, or null where the tenant has none with this id. */
export async function findActivity(
  warehouse: Warehouse,
  asked: { tenant: string; activityId: string },
): Promise<KnownActivity | null> {
  const [found] = await warehouse.read(oneActivity, asked);
  return found ?? null;
}

const activitiesAround = {
  name: 'activities_around',
  sql: `SELECT ${columns} FROM activity_facts FINAL
    WHERE tenant = {tenant:String} AND rep_id = {repId:String} AND ${inQuartersSql('start_quarter', `parseDateTime64BestEffort({from:String}, 6, 'UTC')`, `parseDateTime64BestEffort({to:String}, 6, 'UTC')`)} AND kind IN ('call', 'meeting')
      AND state IN ('planned', 'logged') AND starts_at >= parseDateTime64BestEffort({from:String}, 6, 'UTC')
      AND starts_at < parseDateTime64BestEffort({to:String}, 6, 'UTC')
    ORDER BY starts_at, activity_id LIMIT {limit:UInt32}`,
  parameters: z.object({
    tenant: z.string(),
    repId: z.string(),
    from: z.string(),
    to: z.string(),
    limit: z.int(),
  }),
  row,
};

/** Calls and meetings of a rep that start in a half-open period, in order, `limit` at most. */
export function readCallsAround(
  warehouse: Warehouse,
  asked: { tenant: string; repId: string; from: Instant; to: Instant; limit: number },
): Promise<KnownActivity[]> {
  return warehouse.read(activitiesAround, asked);
}
