import { type FunnelRow, readFunnel, readPipelines, type Warehouse } from '@stepup/warehouse';

/** The funnel of a pipeline as it is last defined. */
export async function askFunnel(
  warehouse: Warehouse,
  scope: Omit<Parameters<typeof readFunnel>[1], 'steps'>,
): Promise<FunnelRow[]> {
  const pipelines = await readPipelines(warehouse, scope.tenant);
  const pipeline = pipelines.find(({ pipelineId }) => pipelineId === scope.pipelineId);
  return readFunnel(warehouse, { ...scope, steps: pipeline?.steps ?? [] });
}
