import type { Warehouse } from '../engine/open-warehouse.ts';
import { readPipelines } from '../reads/read-tenant-profile.ts';
import type { IndicatorRow, IndicatorScope } from './indicator.ts';

/**
 * Rows of a question whose steps each have a horizon of their own pipeline: that of the pipeline asked for, or, by
 * pipeline, one row each. Nothing where the tenant has no pipeline.
 */
export async function readPerPipeline(
  warehouse: Warehouse,
  scope: IndicatorScope,
  read: (warehouse: Warehouse, scope: IndicatorScope & { pipelineId: string }) => Promise<IndicatorRow[]>,
): Promise<IndicatorRow[]> {
  const { pipelineId, by } = scope;
  if (by !== 'pipeline') {
    return pipelineId === undefined ? [] : read(warehouse, { ...scope, pipelineId });
  }
  const pipelines =
    pipelineId === undefined ? await readPipelines(warehouse, scope.tenant) : [{ pipelineId }];
  const rows = await Promise.all(
    pipelines.map(async (pipeline) => {
      const found = await read(warehouse, { ...scope, by: null, pipelineId: pipeline.pipelineId });
      return found.map((row) => ({ ...row, key: pipeline.pipelineId }));
    }),
  );
  return rows.flat();
}
