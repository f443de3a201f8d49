import { asOfSql } from '../reads/as-of.ts';
import { beganAtSql } from '../reads/began-at.ts';
import { withPeopleAtSql } from '../reads/people-join.ts';
import { creditedStepsSql } from '../reads/steps-at-moment.ts';
import type { PresetCount } from './preset-catalogue.ts';

const columns = [
  'deal_id',
  'stage_id',
  'next_stage_id',
  'rank',
  'entered_at',
  'skipped',
  'segment',
  'product',
];
const period = `{from:DateTime64(6, 'UTC')} AND entered_at < {to:DateTime64(6, 'UTC')}`;

/** The deals of a tenant as of the moment asked for. */
const dealsSql = `(
  SELECT deal_id, ${beganAtSql} AS began_at, arrayLastIndex(at -> at < ${asOfSql}, stands.at) AS stand,
    if(stand = 0, 'open', toString(stands.outcome[stand])) AS outcome, if(stand = 0, first_event_at, stands.at[stand]) AS closed_at,
    owners.owner_id[arrayLastIndex(at -> at < ${asOfSql}, owners.at)] AS owner
  FROM deal_facts FINAL WHERE tenant = {tenant:String} AND hidden = 'no')`;

/** Every step of the pipeline, whenever entered, with what presets count by; a derived table. */
export function presetStepsSql({ rep }: PresetCount): string {
  const steps = `
    SELECT s.*, s.rep AS credited_rep, d.began_at AS began_at, d.outcome AS outcome, d.closed_at AS closed_at, d.owner AS owner,
      NOT skipped AND entered_at >= ${period} AS stood_in_period,
      count() OVER earlier = rank AND min(stood_in_period) OVER earlier = 1 AS chained
    FROM (${creditedStepsSql(columns, 'f.pipeline_id = {pipeline:String}')}) AS s
    INNER JOIN ${dealsSql} AS d ON d.deal_id = s.deal_id
    WINDOW earlier AS (PARTITION BY deal_id ORDER BY rank ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  return withPeopleAtSql(
    `SELECT * EXCEPT (rep), ${rep === 'credited' ? 'credited_rep' : `if(owner = '', 'unassigned', owner)`} AS rep,
      any(chained) OVER (PARTITION BY deal_id ORDER BY rank ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) = 1 AS next_chained
    FROM (${steps})`,
    'entered_at',
  );
}
