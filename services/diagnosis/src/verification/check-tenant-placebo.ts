import { type Instant, instantOfDate } from '@stepup/contracts';
import { readMoment, toDays, toStepKey } from '@stepup/tenant-diagnosis';
import { checkFakeStarts } from '@stepup/verification';
import { appendPlaceboCheck, withTenant } from '@stepup/store';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';
import type { CoachedStart } from './coached-start.ts';
import { listCampaignStarts, type StartedCampaign } from './campaign-starts.ts';
import { orLeaveOut } from './or-leave-out.ts';
import { readStepHistory } from './read-step-history.ts';

/** As long ago as a follow-up usually lasts, from the first of a month, so that a week later the same starts are looked at. */
const followUpDays = 180;
/** Some fifty milliseconds each. */
const mostFakeStarts = 200;
const dayMs = 86_400_000;

/** How often verification reports an effect of people of this tenant who were never coached on a step, had their coaching started half a year ago. */
export async function checkTenantPlacebo(
  ports: Pick<DiagnosisPorts, 'warehouse' | 'pool' | 'log'>,
  around: {
    readonly tenant: string;
    readonly asOf: Instant;
    readonly starts: readonly CoachedStart[];
    readonly campaigns: readonly StartedCampaign[];
    /** Noise of a rep from quarter to quarter, logits. */
    readonly quarterNoise: number;
  },
  signal: AbortSignal,
): Promise<void> {
  const { warehouse, pool } = ports;
  const { tenant, starts, campaigns, quarterNoise } = around;
  const asOf: Instant = `${around.asOf.slice(0, 7)}-01T00:00:00.000000Z`;
  const startedAt = instantOfDate(new Date(Date.parse(asOf) - followUpDays * dayMs));
  const { pipelines, teams } = await readMoment(warehouse, { tenant, asOf: startedAt });
  const total = { fakeStarts: 0, reported: 0 };
  for (const { pipelineId, horizons } of pipelines) {
    for (const stageId of horizons.keys()) {
      const step = { pipelineId, stageId };
      const coached = new Set([
        ...starts
          .filter((start) => start.pipelineId === pipelineId && start.stageId === stageId)
          .map(({ repId }) => repId),
        ...listCampaignStarts(campaigns, step).keys(),
      ]);
      for (const team of teams) {
        signal.throwIfAborted();
        if (total.fakeStarts >= mostFakeStarts) break;
        const neverCoached = team.repIds.filter((repId) => !coached.has(repId));
        const history = await readStepHistory(warehouse, {
          tenant,
          repIds: team.repIds,
          ...step,
          startedAt,
          asOf,
        });
        if (history === null) continue;
        const { horizon, episodes } = history;
        const checked = orLeaveOut(ports.log, { tenant, step: toStepKey(step) }, () =>
          checkFakeStarts({
            step: toStepKey(step),
            horizon,
            episodes,
            startDays: toDays(startedAt),
            asOfDays: toDays(asOf),
            neverCoached,
            quarterNoise,
          }),
        );
        total.fakeStarts += checked?.judged ?? 0;
        total.reported += checked?.reported ?? 0;
      }
    }
  }
  if (total.fakeStarts > 0)
    await withTenant(pool, tenant, (tx) => appendPlaceboCheck(tx, { asOf, ...total }));
}
