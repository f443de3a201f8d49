import type { Instant } from '@stepup/contracts';
import type { Episode, Horizon } from '@stepup/diagnosis';
import { choosePeersOf, readMoment, toDays } from '@stepup/tenant-diagnosis';
import { readEpisodes, type Warehouse } from '@stepup/warehouse';

/** A year before the start for the baseline. */
const baselineDays = 365;
const enoughToCompare = 5;

export interface StepHistory {
  readonly horizon: Horizon;
  /** The person's team as it was at the start; a small one with colleagues of other teams beside it. */
  readonly peerIds: readonly string[];
  /** Everything known of the step at `asOf`. */
  readonly episodes: readonly Episode[];
}

/** The step of a plan for the people who stood beside each other on the day it started; null where the step or the person was unknown then. */
export async function readStepHistory(
  warehouse: Warehouse,
  of: {
    readonly tenant: string;
    readonly repId: string;
    readonly pipelineId: string;
    readonly stageId: string;
    readonly startedAt: Instant;
    readonly asOf: Instant;
  },
): Promise<StepHistory | null> {
  const { tenant, repId, pipelineId, stageId, startedAt, asOf } = of;
  const moment = await readMoment(warehouse, { tenant, asOf: startedAt });
  const horizon = moment.pipelines.find((one) => one.pipelineId === pipelineId)?.horizons.get(stageId);
  const team = moment.teams.find(({ repIds }) => repIds.includes(repId));
  if (horizon === undefined || team === undefined) return null;
  const others = team.repIds.length < enoughToCompare ? choosePeersOf(team, moment.teams) : [];
  const peerIds = [...team.repIds, ...others];
  const episodes = await readEpisodes(warehouse, {
    tenant,
    pipelineId,
    asOf,
    maxAgeDays: Math.ceil(toDays(asOf) - toDays(startedAt)) + baselineDays + horizon.days,
    currency: moment.currency,
    horizonDays: new Map([[stageId, horizon.days]]),
    of: { kind: 'people', personIds: peerIds },
  });
  return { horizon, peerIds, episodes: episodes.get(stageId) ?? [] };
}
