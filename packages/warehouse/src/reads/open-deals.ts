import { asOfSql } from './as-of.ts';
import { beganAtSql } from './began-at.ts';
import { inQuartersSql } from './in-quarters.ts';
import { withPeopleAtSql } from './people-join.ts';
import { toSql } from './period.ts';

/** The end of the period, or `as_of` where that is earlier: the moment that open deals are counted at. */
const momentSql = `least(${toSql}, ${asOfSql})`;

/**
 * The deals that stand at an open stage at the end of the period, whenever they began: `rep` (the owner then), `team`,
 * `manager`, `pipeline_id`, `stage_id`, `segment` and `product` as they were when it came to that stage (`stood_since`), `seen_at` (that
 * moment), `began_at`, and `amount` and `currency` as they then stood. Read from the spells that had not ended by then.
 */
export const openDealsSql = withPeopleAtSql(
  `
    SELECT deal_id, ${momentSql} AS seen_at, ${beganAtSql} AS began_at,
      arrayLastIndex(at -> at < seen_at, stood.at) AS stand,
      stood.at[stand] AS stood_since, stood.pipeline_id[stand] AS pipeline_id, stood.stage_id[stand] AS stage_id, stood.segment[stand] AS segment, stood.product[stand] AS product,
      owners.owner_id[arrayLastIndex(at -> at < seen_at, owners.at)] AS owner, if(owner = '', 'unassigned', owner) AS rep,
      arrayLastIndex(at -> at < seen_at, amounts.at) AS amount_index,
      if(amount_index = 0, NULL, amounts.amount[amount_index]) AS amount,
      if(amount_index = 0, '', amounts.currency[amount_index]) AS currency
    FROM (
      SELECT deal_id, created_at, first_event_at, stood.at, stood.pipeline_id, stood.stage_id, stood.segment, stood.product, owners.at, owners.owner_id,
        amounts.at, amounts.amount, amounts.currency
      FROM spell_facts FINAL
      WHERE tenant = {tenant:String} AND ${inQuartersSql('end_quarter', momentSql, null)} AND closed_at >= ${momentSql} AND first_event_at < ${momentSql})
    WHERE stand > 0 AND ({pipeline:String} = '' OR pipeline_id = {pipeline:String})`,
  'seen_at',
);
