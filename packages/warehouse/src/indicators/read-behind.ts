import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { keySql } from '../reads/step-scope.ts';
import { bindIndicator, hasSteps, indicatorParameters } from './define-indicator.ts';
import type { Indicator, IndicatorScope } from './indicator.ts';

/** Which row of an indicator is opened: that of `key` under the grouping of the scope. */
export interface BehindScope extends IndicatorScope {
  key: string;
  limit: number;
  /** The last id of the page before; null for the first page. */
  after: string | null;
}

/** The ids behind one row, sorted, one more than `limit` where there are more; read from what the row was counted from. */
export async function readBehind(
  warehouse: Warehouse,
  indicator: Indicator,
  scope: BehindScope,
): Promise<string[]> {
  const { definition, observe } = indicator;
  if (observe === null || definition.drill_down === null) return [];
  if (definition.counts === 'steps' && !hasSteps(scope)) return [];
  const { rows, dated, counted, opened } = observe(scope);
  const id = definition.drill_down === 'deals' ? 'deal_id' : 'activity_id';
  const query = {
    name: `behind_${definition.id}`,
    sql: `SELECT DISTINCT toString(${id}) AS id FROM ${rows}
      WHERE (${counted}) AND (${opened}) AND toString(${keySql(scope.by, dated)}) = {key:String} AND ${id} > {after:String}
      ORDER BY id LIMIT {page:UInt32}`,
    parameters: indicatorParameters.extend({
      ...indicator.parameters,
      key: z.string(),
      after: z.string(),
      page: z.int(),
    }),
    row: z.object({ id: z.string() }),
  };
  const found = await warehouse.read(query, {
    ...bindIndicator(scope),
    ...(await indicator.bind(scope, warehouse)),
    key: scope.key,
    after: scope.after ?? '',
    page: scope.limit + 1,
  });
  return found.map((row) => row.id);
}
