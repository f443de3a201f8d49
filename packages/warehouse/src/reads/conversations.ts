import { asOfSql } from './as-of.ts';

/** That people spoke, as SQL over an activity: a call that was answered, or a minute long where nobody said; a meeting that was held. */
export const isConversationSql = `((kind = 'call' AND (outcome = 'connected' OR (outcome = '' AND duration_s >= 60))) OR (kind = 'meeting' AND outcome IN ('held', '')))`;

/**
 * Logged contacts as of the moment asked, merged deals under their survivor, as SQL of a SELECT; activities without a deal have none.
 * @param among a condition over the key of `f` (`start_quarter`, `rep_id`, `deal_key`) that leaves out what nobody asked about
 */
export function contactsSql(among: string): string {
  return `
  SELECT f.activity_id AS activity_id, if(a.root_id = '', f.deal_id, a.root_id) AS deal_id, f.kind AS kind, f.direction AS direction, f.outcome AS outcome,
    f.duration_s AS duration_s, f.starts_at AS starts_at, f.content_version AS content_version, if(f.rep_id = '', 'unassigned', f.rep_id) AS rep
  FROM activity_facts AS f FINAL
  LEFT JOIN (SELECT deal_id, root_id FROM deal_aliases FINAL WHERE tenant = {tenant:String}) AS a ON a.deal_id = f.deal_id
  PREWHERE f.tenant = {tenant:String} AND ${among}
  WHERE f.state = 'logged' AND f.kind != 'task' AND f.event_at < ${asOfSql}`;
}
