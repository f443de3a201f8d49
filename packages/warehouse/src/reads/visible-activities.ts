import { asOfSql } from './as-of.ts';
import { aliasesByKeySql, hasDealSql, keyOfRootSql } from './deal-keys.ts';
import { inQuartersSql } from './in-quarters.ts';
import { mayBeMeantSql, withPeopleAtSql } from './people-join.ts';
import { fromSql, toSql } from './period.ts';

/** That activities of `f` take place in the quarters of the period and that whose they are may be meant, as SQL. */
export const ofPeopleInPeriodSql = `${inQuartersSql('f.start_quarter', fromSql, toSql)} AND (f.rep_id = '' OR (${mayBeMeantSql('f.rep_id')}))`;

/** Logged activities of the period: `starts_at`, `kind`, `direction`, `rep` (`unassigned`: nobody known), `team`, `manager`. */
export const visibleActivitiesSql = withPeopleAtSql(
  `
    SELECT activity_id, kind, direction, starts_at, if(rep_id = '', 'unassigned', rep_id) AS rep
    FROM activity_facts AS f FINAL
    WHERE tenant = {tenant:String} AND ${ofPeopleInPeriodSql} AND state = 'logged' AND event_at < ${asOfSql}
      AND starts_at >= ${fromSql} AND starts_at < ${toSql}`,
  'starts_at',
);

/**
 * That rows of `f` belong to deals, or to deals merged with them, as SQL over their key; merged ones all, which are few.
 * @param deals SQL of a SELECT of `deal_key`
 */
export function ofDealsSql(deals: string): string {
  return `f.deal_key IN (
      ${deals} UNION ALL
      SELECT arrayJoin([cityHash64(deal_id), cityHash64(root_id)]) FROM deal_aliases FINAL WHERE tenant = {tenant:String})`;
}

/**
 * Contacts of deals (calls, mails, meetings, messages) since the period began, as FROM; merged deals under their survivor. What is not meant is left
 * out before it is joined: filtered by the statement that joins, three quarters of a million contacts took 540 ms in place of 310.
 */
function contactsOfSql(deals: string, columns: string, since = fromSql, where = '1'): string {
  return `FROM (
    SELECT deal_key, ${columns} FROM activity_facts AS f FINAL
    PREWHERE f.tenant = {tenant:String} AND ${inQuartersSql('f.start_quarter', since, asOfSql)} AND ${ofDealsSql(deals)}
    WHERE f.state = 'logged' AND f.kind != 'task' AND ${hasDealSql('f.deal_key')} AND f.event_at < ${asOfSql} AND ${where}) AS f
  LEFT JOIN ${aliasesByKeySql} AS a ON a.alias_key = f.deal_key`;
}

/**
 * When each deal was contacted since the period began: `key_of_root`, `contacted_at`, and of those the `outbound_at`, in order of time.
 * @param deals SQL of a SELECT of `deal_key`: those that matter
 * @param since SQL of the moment in whose quarter reading begins
 */
export function contactsOfDealsSql(deals: string, since = fromSql): string {
  return `(
  SELECT ${keyOfRootSql} AS key_of_root,
    arraySort(groupArray(f.starts_at)) AS contacted_at,
    arraySort(groupArrayIf(f.starts_at, f.direction = 'outbound')) AS outbound_at
  ${contactsOfSql(deals, 'starts_at, direction', since)}
  GROUP BY key_of_root)`;
}

/** Whom of the customer each deal met and when since the period began: `key_of_root`, `met` as (moment, ids). */
export function customersOfDealsSql(deals: string): string {
  return `(
  SELECT ${keyOfRootSql} AS key_of_root, groupArray((f.starts_at, f.customers)) AS met
  ${contactsOfSql(deals, 'starts_at, customers', fromSql, 'notEmpty(f.customers)')}
  GROUP BY key_of_root)`;
}
