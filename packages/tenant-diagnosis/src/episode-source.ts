import { longWindow } from '@stepup/diagnosis';
import {
  type EpisodeExtract,
  type EpisodePeople,
  extractEpisodes,
  type PipelineEpisodes,
  readEpisodes,
  type StepEpisode,
  type Warehouse,
} from '@stepup/warehouse';
import type { Moment } from './moment.ts';

/** Where the episodes of a moment come from. Close it at the end. */
export interface EpisodeSource {
  /** By stage id. */
  read(pipelineId: string, of: EpisodePeople): Promise<Map<string, StepEpisode[]>>;
  close(): Promise<void>;
}

/** Up to so many teams, asking for each of them is faster than laying all of them out. */
const fewTeams = 4;

/** For one team, or for a moment of few. */
export function readingEach(warehouse: Warehouse, moment: Moment, windowDays: number | null): EpisodeSource {
  return {
    read: (pipelineId, of) => readEpisodes(warehouse, { ...ofPipeline(moment, pipelineId, windowDays), of }),
    close: async () => undefined,
  };
}

/** For all teams of a moment: where they are many, each pipeline's steps are gone through once. */
export function openEpisodes(warehouse: Warehouse, moment: Moment, windowDays: number | null): EpisodeSource {
  const teams = moment.teams.filter(({ repIds }) => repIds.length > 0).length;
  if (teams <= fewTeams) return readingEach(warehouse, moment, windowDays);
  const extracts = new Map<string, Promise<EpisodeExtract>>();
  return {
    async read(pipelineId, of) {
      const extract =
        extracts.get(pipelineId) ?? extractEpisodes(warehouse, ofPipeline(moment, pipelineId, windowDays));
      extracts.set(pipelineId, extract);
      return (await extract).read(of);
    },
    async close() {
      for (const opened of await Promise.allSettled(extracts.values()))
        if (opened.status === 'fulfilled') await opened.value.drop();
    },
  };
}

function ofPipeline(
  { tenant, asOf, currency, pipelines }: Moment,
  pipelineId: string,
  windowDays: number | null,
): PipelineEpisodes {
  const pipeline = pipelines.find((other) => other.pipelineId === pipelineId);
  if (pipeline === undefined) throw new Error(`no pipeline is called ${pipelineId}`);
  const horizonDays = new Map([...pipeline.horizons].map(([stageId, { days }]) => [stageId, days]));
  const maxAgeDays =
    windowDays ?? Math.max(0, ...[...horizonDays.values()].map((days) => longWindow(days).days));
  return { tenant, pipelineId, asOf, maxAgeDays, currency, horizonDays };
}
