import type { IndicatorId } from '@stepup/contracts';
import {
  findIndicator,
  type IndicatorScope,
  readActivitiesBehind,
  readDealsBehind,
  type Warehouse,
} from '@stepup/warehouse';

/** The rows of an indicator with what is behind each, as the warehouse has them. */
export async function askIndicator(warehouse: Warehouse, id: IndicatorId, scope: IndicatorScope) {
  const indicator = findIndicator(id);
  if (indicator === undefined) throw new Error(`the catalogue has no ${id}`);
  const rows = await indicator.read(warehouse, scope);
  return Promise.all(
    rows.map(async ({ key, value, n }) => {
      const behind = { ...scope, key, limit: 1000, after: null };
      const ids =
        indicator.definition.drill_down === 'deals'
          ? (await readDealsBehind(warehouse, indicator, behind)).items.map((deal) => deal.deal_id)
          : (await readActivitiesBehind(warehouse, indicator, behind)).items.map((one) => one.activity_id);
      return { key, value: value === null ? null : Number(value), n, behind: ids };
    }),
  );
}
