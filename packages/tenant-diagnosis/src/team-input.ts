import { type Episode, longWindow, type TeamInput } from '@stepup/diagnosis';
import { type EpisodeScope, readEpisodes, type Warehouse } from '@stepup/warehouse';
import type { Moment } from './moment.ts';
import { toStepKey } from './step-key.ts';

/** What the method needs to look at some people: their episodes at every step of every pipeline. */
export async function readTeamInput(
  warehouse: Warehouse,
  moment: Moment,
  people: { readonly of: EpisodeScope['of']; readonly repIds: readonly string[] },
  windowDays: number | null,
): Promise<TeamInput> {
  const steps = [];
  for (const { pipelineId, horizons } of moment.pipelines) {
    const horizonDays = new Map([...horizons].map(([stageId, { days }]) => [stageId, days]));
    const maxAgeDays =
      windowDays ?? Math.max(0, ...[...horizonDays.values()].map((days) => longWindow(days).days));
    const { tenant, asOf, currency } = moment;
    const scope = { tenant, pipelineId, asOf, maxAgeDays, currency, horizonDays, of: people.of };
    const episodes = await readEpisodes(warehouse, scope);
    for (const [stageId, horizon] of horizons) {
      const ofStep: readonly Episode[] = episodes.get(stageId) ?? [];
      steps.push({ step: toStepKey({ pipelineId, stageId }), horizon, episodes: ofStep });
    }
  }
  return { repIds: people.repIds, asOfDays: toDays(moment.asOf), steps };
}

const microsecondsPerDay = 86_400_000_000;

function toDays(instant: string): number {
  const seconds = Date.parse(`${instant.slice(0, 19)}Z`) / 1000;
  return (seconds * 1_000_000 + Number(instant.slice(20, 26))) / microsecondsPerDay;
}
