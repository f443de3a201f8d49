import { asOfSql } from './as-of.ts';
import { withPeopleAtSql } from './people-join.ts';

/** Logged activities of the period: `starts_at`, `kind`, `direction`, `rep` (`unassigned`: nobody known), `team`, `manager`. */
export const visibleActivitiesSql = withPeopleAtSql(
  `
    SELECT activity_id, kind, direction, starts_at, if(rep_id = '', 'unassigned', rep_id) AS rep
    FROM activity_facts FINAL
    WHERE tenant = {tenant:String} AND state = 'logged' AND event_at < ${asOfSql}
      AND starts_at >= {from:DateTime64(6, 'UTC')} AND starts_at < {to:DateTime64(6, 'UTC')}`,
  'starts_at',
);

/**
 * When each deal was contacted (calls, mails, meetings, messages), merged deals under their survivor: `deal_id`,
 * `contacted_at`, and of those the `outbound_at`, in order of time.
 */
export const contactsOfDealsSql = `(
  SELECT if(a.root_id = '', f.deal_id, a.root_id) AS deal_id,
    arraySort(groupArray(f.starts_at)) AS contacted_at,
    arraySort(groupArrayIf(f.starts_at, f.direction = 'outbound')) AS outbound_at
  FROM activity_facts AS f FINAL
  LEFT JOIN (SELECT deal_id, root_id FROM deal_aliases FINAL WHERE tenant = {tenant:String}) AS a ON a.deal_id = f.deal_id
  WHERE f.tenant = {tenant:String} AND f.state = 'logged' AND f.kind != 'task' AND f.deal_id != '' AND f.event_at < ${asOfSql}
  GROUP BY deal_id)`;

/** Whom of the customer each deal met and when, merged deals under their survivor: `deal_id`, `met` as (moment, ids). */
export const customersOfDealsSql = `(
  SELECT if(a.root_id = '', f.deal_id, a.root_id) AS deal_id, groupArray((f.starts_at, f.customers)) AS met
  FROM activity_facts AS f FINAL
  LEFT JOIN (SELECT deal_id, root_id FROM deal_aliases FINAL WHERE tenant = {tenant:String}) AS a ON a.deal_id = f.deal_id
  WHERE f.tenant = {tenant:String} AND f.state = 'logged' AND f.kind != 'task' AND f.deal_id != '' AND notEmpty(f.customers) AND f.event_at < ${asOfSql}
  GROUP BY deal_id)`;
