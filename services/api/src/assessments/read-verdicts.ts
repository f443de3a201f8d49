import type { OutcomeVerification } from '@stepup/contracts';
import { listLatestVerifications, type TenantTransaction } from '@stepup/store';

/** What verification last said about the outcome of one plan. */
export interface PlanVerdict {
  readonly planId: string;
  readonly outcome: OutcomeVerification['verdict'];
  /** What coaching moved the rate by, 0.06 = six points, with its 90 % interval; null where nothing can be said. */
  readonly effect: { readonly mean: number; readonly interval: readonly [number, number] } | null;
  /** Of a verdict that is too early: the day on which it is told. */
  readonly toldFrom: string | null;
}

/** The newest verdict of each of these plans; plans that have none are left out. */
export async function readVerdicts(
  tx: TenantTransaction,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, PlanVerdict>> {
  if (planIds.length === 0) return new Map();
  const latest = await listLatestVerifications(tx);
  return new Map(
    planIds.flatMap((planId) => {
      const outcome = latest.get(planId)?.content.outcome;
      if (outcome === undefined) return [];
      const { verdict, effect, planned_at: plannedAt } = outcome;
      const told: PlanVerdict = {
        planId,
        outcome: verdict,
        effect: effect === null ? null : effect.points,
        toldFrom: verdict === 'too_early' ? plannedAt.slice(0, 10) : null,
      };
      return [[planId, told] as const];
    }),
  );
}
