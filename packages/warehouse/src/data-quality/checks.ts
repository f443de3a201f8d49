import type { DataQualityCheck, DataQualityCheckId } from '@stepup/contracts';
import { asOfSql } from '../reads/as-of.ts';

/** One check: what it looks for, and the records it finds. */
export interface Check extends Omit<DataQualityCheck, 'found' | 'of'> {
  /** SQL of a SELECT with `id`, `detail` (text) and `at` (1970: no moment); one row a record. */
  records: string;
  /** SQL of a number: how many were looked at. */
  lookedAt: string;
}

const deals = `SELECT deal_id, pipeline_id, stage_id, account_id, created_at, first_event_at,
    arrayLastIndex(at -> at < ${asOfSql}, owners.at) AS ownership, if(ownership = 0, '', toString(owners.owner_id[ownership])) AS owner_id,
    arrayLastIndex(at -> at < ${asOfSql}, amounts.at) AS money, if(money = 0, NULL, amounts.amount[money]) AS amount, if(money = 0, '', amounts.currency[money]) AS currency,
    arrayLastIndex(at -> at < ${asOfSql}, stands.at) AS stand, if(stand = 0, 'open', toString(stands.outcome[stand])) AS state
  FROM deal_facts FINAL WHERE tenant = {tenant:String} AND hidden = 'no' AND first_event_at < ${asOfSql}`;
const activities = `SELECT activity_id, kind, direction, rep_id, deal_id, starts_at FROM activity_facts FINAL
  WHERE tenant = {tenant:String} AND state = 'logged' AND event_at < ${asOfSql}`;
const never = `toDateTime64(0, 6, 'UTC')`;
const countDeals = `SELECT count() FROM (${deals})`;
const countActivities = `SELECT count() FROM (${activities})`;

const definedStages = `SELECT entity_id AS pipeline_id, arrayJoin(JSONExtract(body, 'stages', 'Array(Tuple(stage_id String))').stage_id) AS stage_id
  FROM raw_events FINAL WHERE tenant = {tenant:String} AND entity_kind = 'pipeline'`;

/** An instance of a source that told nothing for so long before the moment asked is silent. */
const silentDays = 3;
/** More than a person can do. */
const activitiesADay = 300;
const activitiesAMinute = 10;

const checks: Record<DataQualityCheckId, Omit<Check, 'id'>> = {
  silent_sources: {
    title: 'Silent sources',
    question: 'Does every source still send?',
    definition: `Sources whose newest event happened ${silentDays} days or more ago. Every other source is fresh.`,
    what_to_do:
      'Look whether the connector runs and its access is still valid; an import that was meant once may stay.',
    entity: 'source',
    records: `SELECT source AS id, concat(toString(count()), ' events; the newest received at ', formatDateTime(max(received_at), '%F %R', 'UTC'), ' UTC') AS detail, max(time) AS at
      FROM raw_events WHERE tenant = {tenant:String} AND time < ${asOfSql} GROUP BY source HAVING at <= ${asOfSql} - INTERVAL ${silentDays} DAY`,
    lookedAt: `SELECT uniqExact(source) FROM raw_events WHERE tenant = {tenant:String} AND time < ${asOfSql}`,
  },
  deals_without_owner: {
    title: 'Deals without owner',
    question: 'Does every open deal belong to somebody?',
    definition: 'Open deals that nobody owns.',
    what_to_do: 'Give them an owner in the CRM, or tell the connector which field holds the owner.',
    entity: 'deal',
    records: `SELECT deal_id AS id, 'nobody owns it' AS detail, first_event_at AS at FROM (${deals}) WHERE owner_id = '' AND state = 'open'`,
    lookedAt: `SELECT countIf(state = 'open') FROM (${deals})`,
  },
  activities_without_deal: {
    title: 'Activities without deal',
    question: 'Is the work attached to the deals it is for?',
    definition: 'Calls, mails, meetings and messages that name no deal.',
    what_to_do:
      'Attach them in the CRM; where they belong to an account alone, they count for people and for no step.',
    entity: 'activity',
    records: `SELECT activity_id AS id, concat(kind, ', ', direction) AS detail, starts_at AS at FROM (${activities}) WHERE deal_id = '' AND kind != 'task'`,
    lookedAt: countActivities,
  },
  activities_of_unknown_deals: {
    title: 'Activities of unknown deals',
    question: 'Did we receive the deals that activities name?',
    definition: 'Activities that name a deal of which no event was received.',
    what_to_do: 'Fetch the history of deals again; they heal as soon as the deal is known.',
    entity: 'activity',
    records: `SELECT activity_id AS id, concat('names the deal ', deal_id) AS detail, starts_at AS at FROM (${activities})
      WHERE deal_id != '' AND deal_id NOT IN (SELECT deal_id FROM deal_facts WHERE tenant = {tenant:String})
        AND deal_id NOT IN (SELECT deal_id FROM deal_aliases WHERE tenant = {tenant:String})`,
    lookedAt: countActivities,
  },
  unknown_stages: {
    title: 'Unknown stages',
    question: 'Is every stage of a deal defined?',
    definition: 'Deals whose present stage no definition of their pipeline names.',
    what_to_do:
      'Send the definition of the pipeline again; a stage that was renamed needs both names in its history.',
    entity: 'deal',
    records: `SELECT deal_id AS id, concat('stands at ', stage_id, ' of ', if(pipeline_id = '', 'no pipeline', pipeline_id)) AS detail, first_event_at AS at
      FROM (${deals}) WHERE stage_id != '' AND (toString(pipeline_id), toString(stage_id)) NOT IN (${definedStages})`,
    lookedAt: countDeals,
  },
  time_runs_backwards: {
    title: 'Time that runs backwards',
    question: 'Do things happen in an order that can be?',
    definition: 'Deals that are said to be created after their first event.',
    what_to_do:
      'Look at the time zone of the export and at what the connector takes for the time of creation.',
    entity: 'deal',
    records: `SELECT deal_id AS id, concat('created ', formatDateTime(created_at, '%F %T', 'UTC'), ' UTC, after its first event') AS detail, first_event_at AS at
      FROM (${deals}) WHERE created_at > first_event_at`,
    lookedAt: countDeals,
  },
  currency_without_rate: {
    title: 'Currencies without a rate',
    question: 'Can every amount be counted?',
    definition:
      'Deals with an amount in a currency other than the tenant’s, into which no rate was ever set.',
    what_to_do: 'Send sales.rate.set.v1 for the currency; until then sums that hold such a deal are null.',
    entity: 'deal',
    records: `SELECT deal_id AS id, concat('amount in ', currency) AS detail, first_event_at AS at FROM (${deals})
      WHERE isNotNull(amount) AND currency != '' AND {currency:String} != '' AND currency != {currency:String} AND currency NOT IN (
        SELECT entity_id FROM raw_events WHERE tenant = {tenant:String} AND entity_kind = 'rate')`,
    lookedAt: countDeals,
  },
  suspected_queues: {
    title: 'Suspected queues',
    question: 'Is every owner a person?',
    definition: 'Owners of open deals who are no known person: a queue, a group or an account of a machine.',
    what_to_do:
      'Send the person if it is one; else let the CRM hand deals from the queue to people, since its time counts for nobody.',
    entity: 'person',
    records: `SELECT owner_id AS id, concat('owns ', toString(count()), ' open deals and is no known person') AS detail, ${never} AS at
      FROM (${deals}) WHERE state = 'open' AND owner_id != '' AND owner_id NOT IN (SELECT person_id FROM person_facts WHERE tenant = {tenant:String}) GROUP BY owner_id`,
    lookedAt: `SELECT uniqExact(owner_id) FROM (${deals}) WHERE state = 'open' AND owner_id != ''`,
  },
  machine_actors: {
    title: 'Machine actors',
    question: 'Is the work done by people?',
    definition: `Whoever was logged with ${activitiesADay} activities or more on a day (UTC), or ${activitiesAMinute} within a minute.`,
    what_to_do:
      'Let the connector leave out mass mailings and automatic entries, or send them without a rep.',
    entity: 'person',
    records: `SELECT rep_id AS id, concat(toString(max(on_day)), ' activities on a day, ', toString(max(in_minute)), ' within a minute') AS detail, ${never} AS at
      FROM (
        SELECT rep_id, sum(activities) OVER (PARTITION BY rep_id, toDate(minute)) AS on_day, activities AS in_minute
        FROM (SELECT rep_id, toStartOfMinute(starts_at) AS minute, count() AS activities FROM (${activities}) WHERE rep_id != '' GROUP BY rep_id, minute))
      GROUP BY rep_id HAVING max(on_day) >= ${activitiesADay} OR max(in_minute) >= ${activitiesAMinute}`,
    lookedAt: `SELECT uniqExact(rep_id) FROM (${activities}) WHERE rep_id != ''`,
  },
  duplicate_deals: {
    title: 'Duplicate deals',
    question: 'Is every deal there once?',
    definition:
      'Deals of one account and pipeline with the same amount, of which the first events lie within a day of each other; the later ones.',
    what_to_do: 'Merge them in the CRM; a merge is taken over, with the history of both.',
    entity: 'deal',
    records: `SELECT deal_id AS id, concat('like ', before) AS detail, first_event_at AS at
      FROM (
        SELECT deal_id, first_event_at, lagInFrame(deal_id) OVER alike AS before, lagInFrame(first_event_at) OVER alike AS before_at
        FROM (${deals}) WHERE account_id != '' AND isNotNull(amount)
        WINDOW alike AS (PARTITION BY account_id, pipeline_id, amount, currency ORDER BY first_event_at, deal_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))
      WHERE before != '' AND first_event_at <= before_at + INTERVAL 1 DAY`,
    lookedAt: countDeals,
  },
  duplicate_activities: {
    title: 'Duplicate activities',
    question: 'Is every activity there once?',
    definition:
      'Activities of one kind, direction, rep and deal at the same instant; all but the first by id.',
    what_to_do:
      'Look for a second connector or an invitation that is copied to every guest; let one of them send.',
    entity: 'activity',
    records: `SELECT activity_id AS id, concat('like ', before) AS detail, starts_at AS at
      FROM (
        SELECT activity_id, starts_at, lagInFrame(activity_id) OVER (PARTITION BY rep_id, deal_id, kind, direction, starts_at ORDER BY activity_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before
        FROM (${activities}) WHERE rep_id != '')
      WHERE before != ''`,
    lookedAt: countActivities,
  },
};

export function findCheck(id: DataQualityCheckId): Check {
  return { id, ...checks[id] };
}
