import { asOfSql } from './as-of.ts';
import { beganAtSql } from './began-at.ts';
import { withPeopleAtSql } from './people-join.ts';

/** The end of the period, or `as_of` where that is earlier: the moment that open deals are counted at. */
const momentSql = `least({to:DateTime64(6, 'UTC')}, ${asOfSql})`;

/**
 * The deals that stand at an open stage at the end of the period, whenever they began: `rep` (the owner then), `team`,
 * `manager`, `pipeline_id`, `stage_id`, `segment` and `product` as they were when it came to that stage, `seen_at` (that
 * moment), `began_at`, and `amount` and `currency` as they then stood.
 */
export const openDealsSql = withPeopleAtSql(
  `
    SELECT deal_id, pipeline_id, stage_id, segment, product, began_at, rep, seen_at,
      if(amount_index = 0, NULL, amounts.amount[amount_index]) AS amount,
      if(amount_index = 0, '', amounts.currency[amount_index]) AS currency
    FROM (
      SELECT deal_id, amounts.amount, amounts.currency, ${beganAtSql} AS began_at, ${momentSql} AS seen_at,
        arrayLastIndex(at -> at < seen_at, stands.at) AS stand,
        stands.outcome[stand] AS outcome, stands.pipeline_id[stand] AS pipeline_id, stands.stage_id[stand] AS stage_id,
        stands.segment[stand] AS segment, stands.product[stand] AS product,
        owners.owner_id[arrayLastIndex(at -> at < seen_at, owners.at)] AS owner, if(owner = '', 'unassigned', owner) AS rep,
        arrayLastIndex(at -> at < seen_at, amounts.at) AS amount_index
      FROM (
        SELECT deal_id, created_at, first_event_at, owners.at, owners.owner_id, amounts.at, amounts.amount, amounts.currency,
          stands.at, stands.outcome, stands.pipeline_id, stands.stage_id, stands.segment, stands.product
        FROM deal_facts FINAL WHERE tenant = {tenant:String} AND hidden = 'no' AND first_event_at < ${momentSql}))
    WHERE stand > 0 AND outcome = 'open' AND ({pipeline:String} = '' OR pipeline_id = {pipeline:String})`,
  'seen_at',
);
