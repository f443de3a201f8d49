import type { Instant } from '@stepup/contracts';
import type { Episode, Horizon } from '@stepup/diagnosis';
import { choosePeersOf, readMoment, toDays } from '@stepup/tenant-diagnosis';
import { readEpisodes, type Warehouse } from '@stepup/warehouse';

/** A year before the start for the baseline. */
const baselineDays = 365;
const enoughToCompare = 5;

export interface StepHistory {
  readonly horizon: Horizon;
  /** The people's teams as they were at the start; few colleagues with those of other teams beside them. */
  readonly peerIds: readonly string[];
  /** Everything known of the step at `asOf`. */
  readonly episodes: readonly Episode[];
}

/** The step of a plan for the people who stood beside each other on the day it started; null where the step or the person was unknown then. */
export async function readStepHistory(
  warehouse: Warehouse,
  of: {
    readonly tenant: string;
    readonly repIds: readonly string[];
    readonly pipelineId: string;
    readonly stageId: string;
    readonly startedAt: Instant;
    readonly asOf: Instant;
  },
): Promise<StepHistory | null> {
  const { tenant, repIds, pipelineId, stageId, startedAt, asOf } = of;
  const moment = await readMoment(warehouse, { tenant, asOf: startedAt });
  const horizon = moment.pipelines.find((one) => one.pipelineId === pipelineId)?.horizons.get(stageId);
  const own = moment.teams.filter((team) => repIds.some((repId) => team.repIds.includes(repId)));
  const [first] = own;
  if (horizon === undefined || first === undefined) return null;
  const ownIds = [...new Set([...own.flatMap((team) => team.repIds), ...repIds])];
  const isFew = ownIds.length - repIds.length + 1 < enoughToCompare;
  const rest = moment.teams.filter((team) => team === first || !own.includes(team));
  const peerIds = isFew ? [...ownIds, ...choosePeersOf(first, rest)] : ownIds;
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
