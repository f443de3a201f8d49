import { asOfSql } from './as-of.ts';
import { aliasesByKeySql, keyOfRootSql } from './deal-keys.ts';

/** That people spoke, as SQL over an activity: a call that was answered, or a minute long where nobody said; a meeting that was held. */
export const isConversationSql = `((kind = 'call' AND (outcome = 'connected' OR (outcome = '' AND duration_s >= 60))) OR (kind = 'meeting' AND outcome IN ('held', '')))`;

/**
 * Logged contacts as of the moment asked, merged deals under their survivor (`deal_id`, `key_of_root`), as SQL of a SELECT; activities without a
 * deal have none. What needs no `deal_id` is answered sooner.
 * @param among a condition over the key of `f` (`start_quarter`, `rep_id`, `deal_key`) that leaves out what nobody asked about
 * @param where a further condition over columns of `activity_facts`
 */
export function contactsSql(among: string, where = '1'): string {
  return `
  SELECT f.activity_id AS activity_id, if(a.root_id = '', f.deal_id, a.root_id) AS deal_id, ${keyOfRootSql} AS key_of_root, f.kind AS kind, f.direction AS direction, f.outcome AS outcome,
    f.duration_s AS duration_s, f.starts_at AS starts_at, f.content_version AS content_version, if(f.rep_id = '', 'unassigned', f.rep_id) AS rep
  FROM (
    SELECT activity_id, deal_id, deal_key, kind, direction, outcome, duration_s, starts_at, content_version, rep_id
    FROM activity_facts AS f FINAL
    PREWHERE f.tenant = {tenant:String} AND ${among}
    WHERE f.state = 'logged' AND f.kind != 'task' AND f.event_at < ${asOfSql} AND ${where}) AS f
  LEFT JOIN ${aliasesByKeySql} AS a ON a.alias_key = f.deal_key`;
}
