import { asOfSql } from './credited-rep.ts';
import { withPeopleAtSql } from './people-join.ts';

/**
 * The latest close of each deal as of the moment asked, where it lies in the period: `closed_at`, `is_won`, `rep` (the
 * owner at that close), `team`, `manager`, `segment`, `product`, and the deal's `amount` and `currency` as they then stand.
 */
export const visibleClosesSql = withPeopleAtSql(
  `
    SELECT deal_id, pipeline_id, closed_at, is_won, rep, segment, product,
      arrayLastIndex(at -> at < ${asOfSql}, amounts.at) AS amount_index,
      if(amount_index = 0, NULL, amounts.amount[amount_index]) AS amount,
      if(amount_index = 0, '', amounts.currency[amount_index]) AS currency
    FROM (
      SELECT deal_id, amounts.at, amounts.amount, amounts.currency, c.pipeline_id AS pipeline_id, c.at AS closed_at, c.outcome = 'won' AS is_won,
        c.owner_id AS rep, c.segment AS segment, c.product AS product
      FROM deal_facts FINAL ARRAY JOIN stands AS c
      WHERE tenant = {tenant:String} AND hidden = 'no' AND c.outcome != 'open'
        AND ({pipeline:String} = '' OR c.pipeline_id = {pipeline:String})
        AND c.at >= {from:DateTime64(6, 'UTC')} AND c.at < {to:DateTime64(6, 'UTC')} AND c.at < ${asOfSql} AND c.until >= ${asOfSql})`,
  'closed_at',
);
