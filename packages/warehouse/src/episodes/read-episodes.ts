import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import { daysBefore } from './days-before.ts';
import { episodeParameters, episodesSql } from './episode-sql.ts';
import {
  packedBySql,
  packedEpisodes,
  packedEpisodesSql,
  type StepEpisode,
  unpackEpisodes,
} from './step-episode.ts';
import { teamKey, type TeamRef } from './team-ref.ts';

/** Which episodes are asked for: those of a pipeline that entered before `asOf`, at most `maxAgeDays` earlier. */
export interface PipelineEpisodes {
  tenant: string;
  pipelineId: string;
  asOf: Instant;
  maxAgeDays: number;
  /** Amounts in other currencies are left out; null leaves out all that name one. */
  currency: string | null;
  /** Horizon of each step, by stage id: a deal that left the pipeline earlier was not observed to it and is left out. */
  horizonDays: ReadonlyMap<string, number>;
}

/** Whose deals: those credited to the reps of a team as it was at each entry, or to single people. */
export type EpisodePeople =
  { kind: 'team'; team: TeamRef } | { kind: 'people'; personIds: readonly string[] };

const ofWhomSql = `if({team_key:String} = '', has({people:Array(String)}, rep), team_key = {team_key:String})`;
const ofWhom = { team_key: z.string(), people: z.array(z.string()) };

const episodesOfTeam = {
  name: 'episodes_of_team',
  sql: `SELECT ${packedEpisodesSql} FROM (${episodesSql} AND ${ofWhomSql}) GROUP BY ${packedBySql}`,
  parameters: episodeParameters.extend(ofWhom),
  row: packedEpisodes,
};

/**
 * The episodes of one team at the steps named in `horizonDays`, by stage id; every one of them has an entry, in no
 * particular order. A deal counts for the credited rep and for the team that rep was in at the entry. Reads the steps of the whole
 * pipeline: for many teams of one moment see `extractEpisodes`.
 */
export async function readEpisodes(
  warehouse: Warehouse,
  scope: PipelineEpisodes & { of: EpisodePeople },
): Promise<Map<string, StepEpisode[]>> {
  const rows = await warehouse.read(episodesOfTeam, { ...toParameters(scope), ...toOfWhom(scope.of) });
  return unpackEpisodes(rows, scope.horizonDays.keys());
}

export function toOfWhom(of: EpisodePeople): { team_key: string; people: string[] } {
  return of.kind === 'team'
    ? { team_key: teamKey(of.team), people: [] }
    : { team_key: '', people: [...of.personIds] };
}

const microsecondsPerDay = 86_400_000_000;

export function toParameters(scope: PipelineEpisodes): z.input<typeof episodeParameters> {
  const stages = [...scope.horizonDays.keys()];
  return {
    tenant: scope.tenant,
    pipeline: scope.pipelineId,
    as_of: toEngineTime(scope.asOf),
    from: toEngineTime(daysBefore(scope.asOf, scope.maxAgeDays)),
    currency: scope.currency ?? '',
    stages,
    horizons: stages.map((stageId) => (scope.horizonDays.get(stageId) ?? 0) * microsecondsPerDay),
  };
}
