import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { episodeColumns, episodeParameters, episodesSql } from './episode-sql.ts';
import { type EpisodePeople, type PipelineEpisodes, toOfWhom, toParameters } from './read-episodes.ts';
import {
  packedBySql,
  packedEpisodes,
  packedEpisodesSql,
  type StepEpisode,
  unpackEpisodes,
} from './step-episode.ts';

/** The episodes of one pipeline and moment, laid out by team. Drop it at the end. */
export interface EpisodeExtract {
  /** As `readEpisodes` would answer. Reads what belongs to a team alone; of single people, the column of names of the whole extract. */
  read(of: EpisodePeople): Promise<Map<string, StepEpisode[]>>;
  drop(): Promise<void>;
}

/** A block is sorted in memory: the usual million rows would ask for more than a query is given. */
const blockRows = 200_000;
const blockBytes = 67_108_864;

const extractStatement = {
  name: 'extract_episodes',
  sql: `INSERT INTO episode_extracts (extract_id, tenant, ${episodeColumns})
    SELECT {extract:String}, {tenant:String}, ${episodeColumns} FROM (${episodesSql})
    SETTINGS max_insert_threads = 1, min_insert_block_size_rows = ${blockRows}, min_insert_block_size_bytes = ${blockBytes}, max_block_size = 16384`,
  parameters: episodeParameters.extend({ extract: z.string() }),
};

const extracted = z.object({ extract: z.string(), tenant: z.string() });

const ofTeam = {
  name: 'extracted_episodes_of_team',
  sql: `SELECT ${packedEpisodesSql} FROM episode_extracts
    WHERE extract_id = {extract:String} AND tenant = {tenant:String} AND team_key = {team_key:String} GROUP BY ${packedBySql}`,
  parameters: extracted.extend({ team_key: z.string() }),
  row: packedEpisodes,
};

const ofPeople = {
  name: 'extracted_episodes_of_people',
  sql: `SELECT ${packedEpisodesSql} FROM episode_extracts
    WHERE extract_id = {extract:String} AND tenant = {tenant:String} AND has({people:Array(String)}, rep) GROUP BY ${packedBySql}`,
  parameters: extracted.extend({ people: z.array(z.string()) }),
  row: packedEpisodes,
};

/** Goes through the steps of a pipeline once, so that what many teams cost together grows with their deals and not with their square. */
export async function extractEpisodes(
  warehouse: Warehouse,
  scope: PipelineEpisodes,
): Promise<EpisodeExtract> {
  const extract = randomUUID();
  const { tenant, horizonDays } = scope;
  await warehouse.run(extractStatement, { ...toParameters(scope), extract });
  return {
    async read(of) {
      const { team_key, people } = toOfWhom(of);
      const rows =
        of.kind === 'team'
          ? await warehouse.read(ofTeam, { extract, tenant, team_key })
          : await warehouse.read(ofPeople, { extract, tenant, people });
      return unpackEpisodes(rows, horizonDays.keys());
    },
    async drop() {
      await warehouse.run(
        {
          name: 'drop_episode_extract',
          // No parameter is bound here; the id is ours.
          sql: `ALTER TABLE episode_extracts DROP PARTITION '${extract}'`,
          parameters: z.object({}),
        },
        {},
      );
    },
  };
}
