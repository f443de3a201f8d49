import type { Episode, TeamInput } from '@stepup/diagnosis';
import type { EpisodePeople } from '@stepup/warehouse';
import type { EpisodeSource } from './episode-source.ts';
import type { Moment } from './moment.ts';
import { toDays } from './to-days.ts';
import { toStepKey } from './step-key.ts';

/** What the method needs to look at some people: their episodes at every step of every pipeline. */
export async function readTeamInput(
  source: EpisodeSource,
  moment: Moment,
  people: { readonly of: EpisodePeople; readonly repIds: readonly string[] },
): Promise<TeamInput> {
  const steps = [];
  for (const { pipelineId, horizons } of moment.pipelines) {
    const episodes = await source.read(pipelineId, people.of);
    for (const [stageId, horizon] of horizons) {
      const ofStep: readonly Episode[] = episodes.get(stageId) ?? [];
      steps.push({ step: toStepKey({ pipelineId, stageId }), horizon, episodes: ofStep });
    }
  }
  return { repIds: people.repIds, asOfDays: toDays(moment.asOf), steps };
}
