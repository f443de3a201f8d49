import {
  type BehaviourVerification,
  endOfLocalDay,
  indicatorIds,
  type Instant,
  localDayOf,
  type ReviewContent,
} from '@stepup/contracts';
import { judgeBehaviour, judgeSeenBehaviour } from '@stepup/verification';
import { findIndicatorInForce, type TenantProfile, type Warehouse } from '@stepup/warehouse';
import type { CoachedStart } from './coached-start.ts';

/**
 * The behaviour that was fixed at activation, measured from the start to its date or to as-of, whichever comes first; one that no
 * indicator counts as the two saw it.
 */
export async function measureBehaviour(
  warehouse: Warehouse,
  of: {
    readonly tenant: string;
    readonly start: CoachedStart;
    readonly asOf: Instant;
    readonly profile: TenantProfile;
    readonly currency: string | null;
    /** Of the plan. */
    readonly reviews: readonly ReviewContent[];
  },
): Promise<BehaviourVerification | null> {
  const { tenant, start, asOf, profile, currency, reviews } = of;
  const target = start.plan.behaviourTarget.at(-1)?.value;
  if (target === undefined) return null;
  const fixed = {
    indicator: target.indicator,
    baseline: target.baseline,
    target: target.value,
    by: target.by,
  };
  const id = indicatorIds.find((one) => one === target.indicator);
  if (id === undefined) return { ...fixed, ...sayWhatWasSeen(reviews, start.startedAt) };
  const until = endOfLocalDay(target.by, profile.timeZone);
  const to = until < asOf ? until : asOf;
  if (to <= start.startedAt) {
    return { ...fixed, verdict: 'not_seen', value: null, n: 0, reason_if_null: 'nothing_counted' };
  }
  // By the definition that both knew when they agreed on the target.
  const agreed = findIndicatorInForce(id, localDayOf(start.startedAt, profile.timeZone));
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
  const verdict = judgeBehaviour({
    target: target.value,
    wanted: target.value >= target.baseline ? 'at_least' : 'at_most',
    value,
    n,
  });
  return {
    ...fixed,
    verdict,
    value,
    n,
    ...(value === null ? { reason_if_null: 'nothing_counted' as const } : {}),
  };
}

/** Of a behaviour that nothing counts: what the two said of it at the reviews since the start. */
function sayWhatWasSeen(
  reviews: readonly ReviewContent[],
  since: Instant,
): Pick<BehaviourVerification, 'verdict' | 'value' | 'n' | 'reason_if_null' | 'seen'> {
  const answers = reviews
    .flatMap(({ held_at: heldAt, target_seen: seen }) =>
      heldAt === null || seen === null || heldAt < since ? [] : [{ heldAt, seen }],
    )
    .toSorted((one, other) => (one.heldAt < other.heldAt ? -1 : 1));
  const last = answers.at(-1);
  return {
    verdict: judgeSeenBehaviour(last?.seen ?? null),
    value: null,
    n: answers.length,
    reason_if_null: 'not_in_catalogue',
    ...(last !== undefined && {
      seen: { reviews: answers.length, last: last.seen, last_at: last.heldAt },
    }),
  };
}
