import type { ProcessStage } from '@stepup/playbook';
import { readPipelines, type Warehouse } from '@stepup/warehouse';

/** The open stages of a tenant, those of a pipeline in the order of the process. */
export async function readOpenStages(warehouse: Warehouse, tenant: string): Promise<ProcessStage[]> {
  const pipelines = await readPipelines(warehouse, tenant);
  return pipelines.flatMap(({ pipelineId, steps }) =>
    steps.map(({ stageId, name }) => ({ pipelineId, stageId, name })),
  );
}
