import { asOfSql } from './as-of.ts';

/**
 * Deals that arrived in the period (created, else first told of), as SQL of a SELECT: `deal_id`, `arrived_at`, `rep` (their first
 * owner), `pipeline_id`, `segment`, `product`.
 */
export const arrivalsSql = `
  SELECT deal_id, if(empty(stands.pipeline_id), 'unassigned', stands.pipeline_id[1]) AS pipeline_id,
    if(created_at > toDateTime64(0, 6, 'UTC'), created_at, first_event_at) AS arrived_at,
    if(arrayFirst(o -> o != '', owners.owner_id) = '', 'unassigned', arrayFirst(o -> o != '', owners.owner_id)) AS rep,
    if(empty(stands.segment), 'unknown', stands.segment[1]) AS segment, if(empty(stands.product), 'unknown', stands.product[1]) AS product
  FROM deal_facts FINAL
  WHERE tenant = {tenant:String} AND hidden = 'no' AND first_event_at < ${asOfSql} AND arrived_at < ${asOfSql}
    AND arrived_at >= {from:DateTime64(6, 'UTC')} AND arrived_at < {to:DateTime64(6, 'UTC')}
    AND ({pipeline:String} = '' OR has(stands.pipeline_id, {pipeline:String}))`;
