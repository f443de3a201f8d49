import { type BehaviourVerification, indicatorIds, type Instant } from '@stepup/contracts';
import { judgeBehaviour } from '@stepup/verification';
import { findIndicatorInForce, type TenantProfile, type Warehouse } from '@stepup/warehouse';
import type { CoachedStart } from './coached-start.ts';
import { endOfDay } from './end-of-day.ts';

/** The behaviour that was fixed at activation, measured from the start to its date or to as-of, whichever comes first. */
export async function measureBehaviour(
  warehouse: Warehouse,
  of: {
    readonly tenant: string;
    readonly start: CoachedStart;
    readonly asOf: Instant;
    readonly profile: TenantProfile;
    readonly currency: string | null;
  },
): Promise<BehaviourVerification | null> {
  const { tenant, start, asOf, profile, currency } = of;
  const target = start.plan.behaviourTarget.at(-1)?.value;
  if (target === undefined) return null;
  const fixed = {
    indicator: target.indicator,
    baseline: target.baseline,
    target: target.value,
    by: target.by,
  };
  const id = indicatorIds.find((one) => one === target.indicator);
  if (id === undefined)
    return { ...fixed, verdict: 'not_seen', value: null, n: 0, reason_if_null: 'not_in_catalogue' };
  const until = endOfDay(target.by, profile.timeZone);
  const to = until < asOf ? until : asOf;
  if (to <= start.startedAt) {
    return { ...fixed, verdict: 'not_seen', value: null, n: 0, reason_if_null: 'nothing_counted' };
  }
  // By the definition that both knew when they agreed on the target.
  const agreed = findIndicatorInForce(id, start.startedAt.slice(0, 10));
  const rows = await agreed.read(warehouse, {
    tenant,
    pipelineId: start.pipelineId,
    stageId: start.stageId,
    from: start.startedAt,
    to,
    asOf,
    timeZone: profile.timeZone,
    currency,
    by: null,
    reps: [start.repId],
  });
  const [row] = rows;
  const value = row?.value === null || row === undefined ? null : Number(row.value);
  const n = row?.n ?? 0;
  const verdict = judgeBehaviour({ baseline: target.baseline, target: target.value, value, n });
  return {
    ...fixed,
    verdict,
    value,
    n,
    ...(value === null ? { reason_if_null: 'nothing_counted' as const } : {}),
  };
}
