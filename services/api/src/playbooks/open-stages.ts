import type { ProcessStage } from '@stepup/playbook';
import { type PipelineProfile, readPipelines, type Warehouse } from '@stepup/warehouse';

/** The open stages of a tenant, those of a pipeline in the order of the process. */
export async function readOpenStages(warehouse: Warehouse, tenant: string): Promise<ProcessStage[]> {
  return openStagesOf(await readPipelines(warehouse, tenant));
}

/** The same of pipelines that are known already. */
export function openStagesOf(pipelines: readonly PipelineProfile[]): ProcessStage[] {
  return pipelines.flatMap(({ pipelineId, steps }) =>
    steps.map(({ stageId, name }) => ({ pipelineId, stageId, name })),
  );
}
