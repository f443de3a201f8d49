import type { Instant } from '@stepup/contracts';
import type { LeverModel } from '@stepup/diagnosis';
import { diagnoseOneTeam, type DiagnosedTeam, prepareTeamLevers } from '@stepup/tenant-diagnosis';
import { readInputWatermark, type Warehouse } from '@stepup/warehouse';

/** A team that is ready for questions about what better rates would be worth. */
export interface TeamModel {
  readonly diagnosed: DiagnosedTeam;
  readonly levers: LeverModel;
}

/** Finds the model of somebody's team as of a moment; null for people without a team there. */
export type FindTeamModel = (question: {
  readonly tenant: string;
  readonly repId: string;
  readonly asOf: Instant;
  readonly timeZone: string;
  readonly currency: string | null;
}) => Promise<TeamModel | null>;

/** Somebody who plays with a what-if asks about one team again and again. */
const mostKept = 8;

/**
 * Keeps the models that were asked for last. The key holds the input watermark, so that new events give a new model; the same
 * question asked twice at once is computed once.
 */
export function keepTeamModels(warehouse: Warehouse): FindTeamModel {
  const kept = new Map<string, Promise<TeamModel | null>>();
  return async ({ tenant, repId, asOf, timeZone, currency }) => {
    const watermark = await readInputWatermark(warehouse, { tenant, timeZone, currency });
    const key = JSON.stringify([tenant, repId, asOf, watermark]);
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const asked = prepareModel(warehouse, tenant, repId, asOf);
    kept.set(key, asked);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    asked.catch(() => kept.delete(key));
    return asked;
  };
}

async function prepareModel(
  warehouse: Warehouse,
  tenant: string,
  repId: string,
  asOf: Instant,
): Promise<TeamModel | null> {
  const diagnosed = await diagnoseOneTeam(warehouse, { tenant, asOf, windowDays: null }, ({ repIds }) =>
    repIds.includes(repId),
  );
  return diagnosed === null ? null : { diagnosed, levers: await prepareTeamLevers(warehouse, diagnosed) };
}
