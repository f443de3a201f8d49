import { asOfSql } from './as-of.ts';
import { beganAtSql } from './began-at.ts';
import { withPeopleAtSql } from './people-join.ts';

/**
 * The latest close of each deal as of the moment asked, where it lies in the period: `closed_at`, `is_won`, `rep` (the
 * owner at that close), `team`, `manager`, `segment`, `product`, when the deal began, its `lost_reason` as known today, and its `amount` and `currency` as they then stand.
 */
export const visibleClosesSql = withPeopleAtSql(
  `
    SELECT deal_id, pipeline_id, closed_at, is_won, rep, segment, product, began_at, lost_reason,
      arrayLastIndex(at -> at < ${asOfSql}, amounts.at) AS amount_index,
      if(amount_index = 0, NULL, amounts.amount[amount_index]) AS amount,
      if(amount_index = 0, '', amounts.currency[amount_index]) AS currency
    FROM (
      SELECT deal_id, amounts.at, amounts.amount, amounts.currency, lost_reason, ${beganAtSql} AS began_at, c_pipeline_id AS pipeline_id, c_at AS closed_at, c_outcome = 'won' AS is_won,
        c_owner_id AS rep, c_segment AS segment, c_product AS product
      FROM deal_facts FINAL
      ARRAY JOIN stands.pipeline_id AS c_pipeline_id, stands.at AS c_at, stands.until AS c_until, stands.outcome AS c_outcome,
        stands.owner_id AS c_owner_id, stands.segment AS c_segment, stands.product AS c_product
      WHERE tenant = {tenant:String} AND hidden = 'no' AND c_outcome != 'open'
        AND ({pipeline:String} = '' OR c_pipeline_id = {pipeline:String})
        AND c_at >= {from:DateTime64(6, 'UTC')} AND c_at < {to:DateTime64(6, 'UTC')} AND c_at < ${asOfSql} AND c_until >= ${asOfSql})`,
  'closed_at',
);
