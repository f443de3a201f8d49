import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { asOfSql } from '../reads/as-of.ts';
import { enteredInQuartersSql } from '../reads/entry-quarter.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import { creditedStepsSql } from '../reads/steps-at-moment.ts';
import { daysBefore } from './days-before.ts';
import { teamKey, teamKeySql, type TeamRef } from './team-ref.ts';

/** One deal at one step as of a moment, as the diagnosis counts it. Days are of 24 hours, fractions allowed. */
export interface StepEpisode {
  /** The credited rep. */
  repId: string;
  /** Days from 1970-01-01T00:00Z to the entry. */
  enteredAtDays: number;
  daysToAdvance: number | null;
  daysToLoss: number | null;
  /** Segment and product as they stood at entry. */
  segmentKey: string;
  /** Amount at entry where its currency is the tenant's, else null. */
  amount: number | null;
  accountKey?: string;
  /** More than one person held the deal while it stood at the step. */
  ownerChanged: boolean;
  /** It is the first step of the deal; one that came from another pipeline started there. */
  startsHere: boolean;
  skipped: boolean;
}

/** Which episodes are asked for: those of a pipeline that entered before `asOf`, at most `maxAgeDays` earlier. */
export interface EpisodeScope {
  tenant: string;
  pipelineId: string;
  asOf: Instant;
  maxAgeDays: number;
  /** Amounts in other currencies are left out; null leaves out all that name one. */
  currency: string | null;
  /** Horizon of each step, by stage id: a deal that left the pipeline earlier was not observed to it and is left out. */
  horizonDays: ReadonlyMap<string, number>;
  /** Whose deals: those credited to the reps of a team as it was at each entry, or to single people. */
  of: { kind: 'team'; team: TeamRef } | { kind: 'people'; personIds: readonly string[] };
}

const episodesOfTeam = {
  name: 'episodes_of_team',
  sql: `SELECT stage_id AS stageId, rep AS repId, entered_us AS enteredUs, advanced_us AS advancedUs, lost_us AS lostUs,
      segment, product, amount, account_id AS accountId, owner_changed AS ownerChanged, starts_here AS startsHere, skipped
    FROM (
      SELECT *, arrayLastIndex(valid_from -> valid_from <= entered_at, known_from) AS held,
        ${teamKeySql('teams[held]', 'managers[held]')} AS team_key
      FROM (
        SELECT stage_id, skipped, segment, product, account_id, entered_at,
          toUnixTimestamp64Micro(entered_at) AS entered_us,
          if(is_advanced, toUnixTimestamp64Micro(ended_at) - entered_us, NULL) AS advanced_us,
          if(is_lost, toUnixTimestamp64Micro(ended_at) - entered_us, NULL) AS lost_us,
          if(currency NOT IN ('', {currency:String}), NULL, toFloat64(amount)) AS amount,
          owner_changed, ordinal = 1 AS starts_here, rep
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
          `f.pipeline_id = {pipeline:String} AND has({stages:Array(String)}, f.stage_id) AND ${enteredInQuartersSql(`{from:DateTime64(6, 'UTC')}`, asOfSql)}
            AND f.entered_at >= {from:DateTime64(6, 'UTC')}`,
        )})
        WHERE NOT is_paused
          OR toUnixTimestamp64Micro(ended_at) - toUnixTimestamp64Micro(entered_at) >= transform(stage_id, {stages:Array(String)}, {horizons:Array(Int64)}, toInt64(0))) AS credited
      LEFT JOIN (
        SELECT person_id, versions.valid_from AS known_from, versions.role AS roles, versions.team AS teams, versions.manager_id AS managers
        FROM person_facts FINAL WHERE tenant = {tenant:String}) AS people ON people.person_id = credited.rep)
    WHERE rep != 'unassigned' AND (held = 0 OR roles[held] IN ('', 'rep'))
      AND if({team_key:String} = '', has({people:Array(String)}, rep), team_key = {team_key:String})`,
  parameters: z.object({
    tenant: z.string(),
    pipeline: z.string(),
    as_of: z.string(),
    from: z.string(),
    currency: z.string(),
    stages: z.array(z.string()),
    horizons: z.array(z.int()),
    team_key: z.string(),
    people: z.array(z.string()),
  }),
  row: z.object({
    stageId: z.string(),
    repId: z.string(),
    enteredUs: z.number(),
    advancedUs: z.number().nullable(),
    lostUs: z.number().nullable(),
    segment: z.string(),
    product: z.string(),
    amount: z.number().nullable(),
    accountId: z.string(),
    ownerChanged: z.union([z.boolean(), z.number()]).transform(Boolean),
    startsHere: z.union([z.boolean(), z.number()]).transform(Boolean),
    skipped: z.union([z.boolean(), z.number()]).transform(Boolean),
  }),
};

type EpisodeRow = z.output<typeof episodesOfTeam.row>;

const microsecondsPerDay = 86_400_000_000;

/**
 * The episodes of one team at the steps named in `horizonDays`, by stage id; every one of them has an entry, in no
 * particular order. A deal counts for the credited rep and for the team that rep was in at the entry; deals of people in
 * other roles and of nobody are left out. Bounded by what one team enters in `maxAgeDays`.
 */
export async function readEpisodes(
  warehouse: Warehouse,
  scope: EpisodeScope,
): Promise<Map<string, StepEpisode[]>> {
  const stages = [...scope.horizonDays.keys()];
  const rows = await warehouse.read(episodesOfTeam, {
    tenant: scope.tenant,
    pipeline: scope.pipelineId,
    as_of: toEngineTime(scope.asOf),
    from: toEngineTime(daysBefore(scope.asOf, scope.maxAgeDays)),
    currency: scope.currency ?? '',
    stages,
    horizons: stages.map((stageId) => (scope.horizonDays.get(stageId) ?? 0) * microsecondsPerDay),
    team_key: scope.of.kind === 'team' ? teamKey(scope.of.team) : '',
    people: scope.of.kind === 'people' ? [...scope.of.personIds] : [],
  });
  const episodes = new Map<string, StepEpisode[]>(stages.map((stageId) => [stageId, []]));
  for (const row of rows) episodes.get(row.stageId)?.push(fromRow(row));
  return episodes;
}

function fromRow(row: EpisodeRow): StepEpisode {
  return {
    repId: row.repId,
    enteredAtDays: row.enteredUs / microsecondsPerDay,
    daysToAdvance: row.advancedUs === null ? null : row.advancedUs / microsecondsPerDay,
    daysToLoss: row.lostUs === null ? null : row.lostUs / microsecondsPerDay,
    segmentKey: JSON.stringify([row.segment, row.product]),
    amount: row.amount,
    ...(row.accountId === '' ? {} : { accountKey: row.accountId }),
    ownerChanged: row.ownerChanged,
    startsHere: row.startsHere,
    skipped: row.skipped,
  };
}
