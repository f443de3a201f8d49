import type { Instant } from '@stepup/contracts';
import { readDeals, type Warehouse } from '@stepup/warehouse';
import type { createOracle } from '../oracle/create-oracle.ts';

/** The deals of a tenant with their steps as of a moment, as the warehouse has them. */
export async function askWarehouse(warehouse: Warehouse, tenant: string, asOf: Instant) {
  const frame = { tenant, asOf, timeZone: 'UTC', reps: 'all' as const };
  const { items } = await readDeals(warehouse, { ...frame, limit: 1000, after: null });
  return items.map((deal) => ({
    dealId: deal.deal_id,
    state: deal.state,
    ownerId: deal.owner_id,
    firstSeenAt: deal.first_seen_at,
    steps: deal.steps
      .map((step) => [
        step.pipeline_id,
        step.stage_id,
        step.entered_at,
        step.left_at,
        step.state,
        step.skipped,
        step.credited_rep_id,
      ])
      .toSorted(byText),
  }));
}

/** The same as the oracle derives them. */
export function askOracle(oracle: ReturnType<typeof createOracle>, asOf: Instant) {
  const stepsOf = Map.groupBy(oracle.steps(asOf), (step) => step.dealId);
  return oracle.deals(asOf).map((deal) => ({
    dealId: deal.dealId,
    state: deal.state,
    ownerId: deal.ownerId,
    firstSeenAt: deal.firstSeenAt,
    steps: (stepsOf.get(deal.dealId) ?? [])
      .map((step) => [
        step.pipelineId,
        step.stageId,
        step.enteredAt,
        step.advancedAt ?? step.lostAt ?? step.pausedAt,
        step.state,
        step.skipped,
        step.creditedRep,
      ])
      .toSorted(byText),
  }));
}

/** For lists whose order does not matter. */
export function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
