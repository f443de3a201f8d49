import { asOfSql } from './as-of.ts';
import { withPeopleAtSql } from './people-join.ts';

/**
 * The first close of each deal in the period, whether it still counts or not: `closed_at`, `rep` (the owner at it), `team`,
 * `manager`, `segment`, `product`, `pipeline_id`, and whether the deal stood at an open stage again before `as_of`.
 */
export const firstClosesSql = withPeopleAtSql(
  `
    SELECT deal_id, pipeline_id, closed_at, rep, segment, product, is_reopened
    FROM (
      SELECT deal_id, c_pipeline_id AS pipeline_id, c_at AS closed_at, c_owner_id AS rep, c_segment AS segment, c_product AS product,
        last_open > place AS is_reopened, place
      FROM (
        SELECT deal_id, stands.at, stands.pipeline_id, stands.outcome, stands.owner_id, stands.segment, stands.product,
          arrayLastIndex((outcome, at) -> outcome = 'open' AND at < ${asOfSql}, stands.outcome, stands.at) AS last_open
        FROM deal_facts FINAL WHERE tenant = {tenant:String} AND hidden = 'no')
      ARRAY JOIN arrayEnumerate(stands.at) AS place, stands.at AS c_at, stands.pipeline_id AS c_pipeline_id, stands.outcome AS c_outcome,
        stands.owner_id AS c_owner_id, stands.segment AS c_segment, stands.product AS c_product
      WHERE c_outcome != 'open' AND ({pipeline:String} = '' OR c_pipeline_id = {pipeline:String})
        AND c_at >= {from:DateTime64(6, 'UTC')} AND c_at < {to:DateTime64(6, 'UTC')} AND c_at < ${asOfSql})
    ORDER BY place LIMIT 1 BY deal_id`,
  'closed_at',
);
