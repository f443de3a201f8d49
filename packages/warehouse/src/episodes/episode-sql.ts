import * as z from 'zod';
import { asOfSql } from '../reads/as-of.ts';
import { inQuartersSql } from '../reads/in-quarters.ts';
import { creditedStepsSql } from '../reads/steps-at-moment.ts';
import { teamKeySql } from './team-ref.ts';

/** Bits of `marks`. */
export const episodeMarks = { advanced: 1, lost: 2, ownerChanged: 4, startsHere: 8, skipped: 16 } as const;

/** Columns of an episode, in the order of `episode_extracts`. */
export const episodeColumns =
  'team_key, stage_id, rep, segment, product, entered_us, lasted_us, marks, amount, account_id';

/**
 * Episodes of a pipeline that entered before `as_of` and not before `from`, one row each, with the team that the credited rep was in at
 * the entry. Deals of people in other roles and of nobody are left out.
 */
export const episodesSql = `
  SELECT ${episodeColumns}
  FROM (
    SELECT *, arrayLastIndex(valid_from -> valid_from <= entered_at, known_from) AS held,
      ${teamKeySql('teams[held]', 'managers[held]')} AS team_key
    FROM (
      SELECT stage_id, segment, product, account_id, entered_at, rep,
        toUnixTimestamp64Micro(entered_at) AS entered_us,
        if(is_advanced OR is_lost, toUnixTimestamp64Micro(ended_at) - entered_us, 0) AS lasted_us,
        toUInt8(is_advanced * ${episodeMarks.advanced} + is_lost * ${episodeMarks.lost} + owner_changed * ${episodeMarks.ownerChanged}
          + (ordinal = 1) * ${episodeMarks.startsHere} + skipped * ${episodeMarks.skipped}) AS marks,
        if(currency NOT IN ('', {currency:String}), NULL, toFloat64(amount)) AS amount
      FROM (${creditedStepsSql(
        [
          'stage_id',
          'ordinal',
          'skipped',
          'segment',
          'product',
          'account_id',
          'entered_at',
          'amount',
          'currency',
        ],
        `f.pipeline_id = {pipeline:String} AND has({stages:Array(String)}, f.stage_id) AND ${inQuartersSql('f.entry_quarter', `{from:DateTime64(6, 'UTC')}`, asOfSql)}
          AND f.entered_at >= {from:DateTime64(6, 'UTC')}`,
      )})
      WHERE NOT is_paused
        OR toUnixTimestamp64Micro(ended_at) - toUnixTimestamp64Micro(entered_at) >= transform(stage_id, {stages:Array(String)}, {horizons:Array(Int64)}, toInt64(0))) AS credited
    LEFT JOIN (
      SELECT person_id, versions.valid_from AS known_from, versions.role AS roles, versions.team AS teams, versions.manager_id AS managers
      FROM person_facts FINAL WHERE tenant = {tenant:String}) AS people ON people.person_id = credited.rep)
  WHERE rep != 'unassigned' AND (held = 0 OR roles[held] IN ('', 'rep'))`;

/** What {@link episodesSql} is asked with. */
export const episodeParameters = z.object({
  tenant: z.string(),
  pipeline: z.string(),
  as_of: z.string(),
  from: z.string(),
  currency: z.string(),
  stages: z.array(z.string()),
  horizons: z.array(z.int()),
});
