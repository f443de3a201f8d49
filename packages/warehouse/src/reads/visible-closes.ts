import { asOfSql } from './as-of.ts';
import { beganAtSql } from './began-at.ts';
import { inQuartersSql } from './in-quarters.ts';
import { mayBeMeantSql, withPeopleAtSql } from './people-join.ts';
import { fromSql, toSql } from './period.ts';

/** Closes of `spell_facts` in the period, as SQL conditions. */
export const closedInPeriodSql = `tenant = {tenant:String} AND ${inQuartersSql('end_quarter', fromSql, toSql)}
        AND outcome != 'open' AND ({pipeline:String} = '' OR pipeline_id = {pipeline:String})
        AND closed_at >= ${fromSql} AND closed_at < ${toSql} AND closed_at < ${asOfSql}`;

/**
 * The latest close of each deal as of the moment asked, where it lies in the period: `closed_at`, `is_won`, `rep` (the
 * owner at that close), `team`, `manager`, `segment`, `product`, when the deal began, its `lost_reason` as known today, and its `amount` and `currency` as they then stand.
 */
export const visibleClosesSql = withPeopleAtSql(
  `
    SELECT deal_id, pipeline_id, closed_at, outcome = 'won' AS is_won, owner_id AS rep, segment, product, ${beganAtSql} AS began_at, lost_reason,
      arrayLastIndex(at -> at < ${asOfSql}, amounts.at) AS amount_index,
      if(amount_index = 0, NULL, amounts.amount[amount_index]) AS amount,
      if(amount_index = 0, '', amounts.currency[amount_index]) AS currency
    FROM spell_facts FINAL
    WHERE ${closedInPeriodSql} AND ${mayBeMeantSql('owner_id')} AND valid_until >= ${asOfSql}`,
  'closed_at',
);
