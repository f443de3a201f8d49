import { asOfSql } from './as-of.ts';
import { inQuartersSql } from './in-quarters.ts';
import { mayBeMeantSql } from './people-join.ts';
import { fromSql, toSql } from './period.ts';

const arrivedSql = `tenant = {tenant:String} AND ${inQuartersSql('arrival_quarter', fromSql, toSql)} AND ${mayBeMeantSql('rep')}
    AND arrived_at >= ${fromSql} AND arrived_at < ${toSql}`;

/**
 * Deals that arrived in the period (created, else first told of), as SQL of a SELECT: `deal_id`, `arrived_at`, `rep` (their first
 * owner), `pipeline_id`, `segment`, `product`.
 */
export const arrivalsSql = `
  SELECT deal_id, pipeline_id, arrived_at, rep, segment, product
  FROM arrival_facts FINAL
  WHERE ${arrivedSql} AND first_event_at < ${asOfSql} AND arrived_at < ${asOfSql}
    AND ({pipeline:String} = '' OR has(pipeline_ids, {pipeline:String}))`;

/** Those deals, as SQL of a SELECT of `deal_key`: rather too many, for a condition on what is read about them. */
export const dealsArrivedSql = `SELECT deal_key FROM arrival_facts WHERE ${arrivedSql}`;
