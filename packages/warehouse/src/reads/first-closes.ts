import { asOfSql } from './as-of.ts';
import { withPeopleAtSql } from './people-join.ts';
import { closedInPeriodSql } from './visible-closes.ts';

/**
 * The first close of each deal in the period, whether it still counts or not: `closed_at`, `rep` (the owner at it), `team`,
 * `manager`, `segment`, `product`, `pipeline_id`, and whether the deal stood at an open stage again before `as_of`.
 */
export const firstClosesSql = withPeopleAtSql(
  `
    SELECT deal_id, pipeline_id, closed_at, owner_id AS rep, segment, product, reopened_at < ${asOfSql} AS is_reopened
    FROM spell_facts FINAL
    WHERE ${closedInPeriodSql}
    ORDER BY ordinal LIMIT 1 BY deal_id`,
  'closed_at',
);
