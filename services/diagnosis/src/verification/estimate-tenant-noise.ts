import type { Instant } from '@stepup/contracts';
import { openEpisodes, readMoment, toDays } from '@stepup/tenant-diagnosis';
import {
  countQuarters,
  estimateQuarterNoise,
  LEAST_QUARTERS,
  type QuarterHistory,
} from '@stepup/verification';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';

/** A year and a half where there is as much: a season that comes back every year is not noise. */
const quarters = 6;
const quarterDays = 91;
/** Steps of teams; from so many on the estimate stands within .01. */
const mostHistories = 200;

/** How far reps of the tenant come and go from quarter to quarter beyond luck, logits; what is usual where too little is known. */
export async function estimateTenantNoise(
  { warehouse, log }: Pick<DiagnosisPorts, 'warehouse' | 'log'>,
  scope: { readonly tenant: string; readonly asOf: Instant },
  signal: AbortSignal,
): Promise<number> {
  const moment = await readMoment(warehouse, scope);
  const longest = Math.max(
    0,
    ...moment.pipelines.flatMap(({ horizons }) => [...horizons.values()].map(({ days }) => days)),
  );
  const source = openEpisodes(warehouse, moment, quarters * quarterDays + longest + 1);
  const histories: QuarterHistory[] = [];
  try {
    for (const team of moment.teams.filter(({ repIds }) => repIds.length > 0)) {
      for (const { pipelineId, horizons } of moment.pipelines) {
        if (histories.length >= mostHistories) break;
        signal.throwIfAborted();
        const episodes = await source.read(pipelineId, { kind: 'team', team: team.ref });
        for (const [stageId, { days: horizonDays }] of horizons) {
          const history = firstWithPeople(episodes.get(stageId) ?? [], toDays(scope.asOf), horizonDays);
          if (history !== null) histories.push(history);
        }
      }
    }
  } finally {
    await source.close();
  }
  const { noise, degreesOfFreedom } = estimateQuarterNoise(histories);
  log.info({ tenant: scope.tenant, noise, degreesOfFreedom }, 'noise of reps from quarter to quarter');
  return noise;
}

/** As many quarters as at least two people have deals in each of. */
function firstWithPeople(
  episodes: Parameters<typeof countQuarters>[0],
  asOfDays: number,
  horizonDays: number,
): QuarterHistory | null {
  for (let count = quarters; count >= LEAST_QUARTERS; count -= 1) {
    const history = countQuarters(episodes, { asOfDays, horizonDays, quarters: count });
    if (history.reps >= 2) return history;
  }
  return null;
}
